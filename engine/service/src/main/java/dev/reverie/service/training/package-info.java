/**
 * One training from its settings to its folder: what is built for the engine, the actor around it,
 * and what is shown and recorded on the way. Commands and their options live elsewhere.
 */
package dev.reverie.service.training;
