/** Annealing of problems in files: what is told of it, and the files that come of it. */
package dev.reverie.service.minimisation;
