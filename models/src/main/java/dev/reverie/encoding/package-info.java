/**
 * How numbers and words lie in bytes that travel between nodes, little-endian: readers check every
 * length before they make room for it, and refuse what nobody has written. What is written lives
 * with whoever owns it.
 */
package dev.reverie.encoding;
