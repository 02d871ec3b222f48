/**
 * What a training leaves behind, read again: model, settings, fantasy particles. Nothing is trained
 * or written here.
 */
package dev.reverie.service.trained;
