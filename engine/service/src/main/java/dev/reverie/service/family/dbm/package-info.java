/** Deep Boltzmann machines of binary units, as a family of models. */
package dev.reverie.service.family.dbm;
