/**
 * A run's folder on disk: what it is called, which files it holds and how they are written. Every
 * file is replaced whole or grows by whole lines. What is in the checkpoints is the engine's
 * affair.
 */
package dev.reverie.service.folder;
