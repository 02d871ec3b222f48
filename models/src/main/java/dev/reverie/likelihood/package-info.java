/**
 * How good an RBM is: its log partition function, exact or estimated, the likelihood of data, and
 * cheaper figures beside it. Nothing here changes a model. All figures are in nats and all random
 * numbers are keyed, so that they depend neither on threads nor on time; learning and data formats
 * live elsewhere.
 */
package dev.reverie.likelihood;
