/** Trainings over several processes, and what becomes of them when something goes wrong. */
package dev.reverie.fault;
