/** Restricted Boltzmann machines of all kinds of units, as a family of models. */
package dev.reverie.service.family.rbm;
