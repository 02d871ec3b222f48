/**
 * Measuring a trained model on data, and saying it in words. The estimators themselves are the
 * models'.
 */
package dev.reverie.service.evaluation;
