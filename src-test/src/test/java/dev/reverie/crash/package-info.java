/** Trainings in processes of their own, and their sudden death. */
package dev.reverie.crash;
