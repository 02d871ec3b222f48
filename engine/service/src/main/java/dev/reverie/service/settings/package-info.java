/**
 * The settings of a training: their names, defaults, ranges and files. Every value is checked here,
 * once, before any work. Nothing here runs or reads data.
 */
package dev.reverie.service.settings;
