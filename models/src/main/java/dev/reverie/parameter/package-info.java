/**
 * The numbers of a model: blocks with names and shapes, laid out in one array, and versions of them
 * that are published. No model and no rule lives here.
 */
package dev.reverie.parameter;
