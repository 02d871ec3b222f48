/**
 * Connections on which numbers travel between nodes: framed, checked, bounded, by TCP or TLS. What
 * the frames mean is not known here.
 *
 * <pre>
 *   client              magic 4, wire version 1, length of the token 1, token
 *   then both           length of the payload 4, type 1, key 8, checksum 4, payload
 * </pre>
 *
 * Numbers are big endian; the checksum is the CRC-32C of type, key and payload. It finds what TCP's
 * own checksum misses; against people there is TLS.
 */
package dev.reverie.transport;
