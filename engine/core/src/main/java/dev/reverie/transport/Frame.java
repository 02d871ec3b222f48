package dev.reverie.transport;

/**
 * A piece of what travels.
 *
 * @param type, key what it is; of two that wait to be sent with the same, the newer one stays
 * @param payload belongs to whoever receives it, and is not to be written to once it is sent
 */
public record Frame(byte type, long key, byte[] payload) {}
