/**
 * Tensors on disk: safetensors and NPY files, and the atomic replacement of a file. What the
 * numbers mean (a model, a checkpoint, data) does not belong here.
 */
package dev.reverie.tensor;
