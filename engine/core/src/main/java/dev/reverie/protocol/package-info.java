/**
 * What workers and the aggregator say to each other. Values only; who carries them does not matter
 * here.
 */
package dev.reverie.protocol;
