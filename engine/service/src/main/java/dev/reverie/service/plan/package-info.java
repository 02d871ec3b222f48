/**
 * What a training is to do: settings that were given, checked by those who understand them, with
 * the family of models that they choose. Nothing here runs or reads data.
 */
package dev.reverie.service.plan;
