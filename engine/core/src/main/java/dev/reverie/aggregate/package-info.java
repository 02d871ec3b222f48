/**
 * The aggregator: who may work on what, when an update is due, what it is made of, and when a
 * checkpoint is taken. The decisions are plain classes; one actor carries them.
 */
package dev.reverie.aggregate;
