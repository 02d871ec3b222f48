/**
 * The engine's public face: one behaviour to spawn, the messages it takes and the events it sends.
 * See {@link dev.reverie.engine.Engine}.
 */
package dev.reverie.engine;
