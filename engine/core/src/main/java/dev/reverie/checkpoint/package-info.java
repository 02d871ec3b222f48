/**
 * All that a run needs to go on, its file, and the folder of these files. No actor decides anything
 * here.
 */
package dev.reverie.checkpoint;
