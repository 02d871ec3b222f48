/** Whether the model says what can be told without it. */
package dev.reverie.benchmark.scale.model;
