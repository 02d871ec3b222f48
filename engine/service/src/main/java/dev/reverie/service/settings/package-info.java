/**
 * The settings of a training: their names, defaults, texts and files. Nothing here knows what they
 * mean to a family of models, runs or reads data.
 */
package dev.reverie.service.settings;
