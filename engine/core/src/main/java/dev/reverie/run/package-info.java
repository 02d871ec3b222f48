/**
 * What is known of a training run from outside: its settings, how far it is, and how it ended.
 * Values only.
 */
package dev.reverie.run;
