/** Boltzmann machines of any connectivity as a family of models. */
package dev.reverie.service.family.boltzmann;
