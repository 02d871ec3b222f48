/** Mixtures of Bernoullis and of normal distributions as a family of models. */
package dev.reverie.service.family.mixture;
