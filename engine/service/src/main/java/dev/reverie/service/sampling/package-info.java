/**
 * Drawing states from a trained model, freely or given a part of them. Estimating anything from
 * them lives elsewhere.
 */
package dev.reverie.service.sampling;
