/** Hopfield networks for the commands. */
package dev.reverie.service.family.hopfield;
