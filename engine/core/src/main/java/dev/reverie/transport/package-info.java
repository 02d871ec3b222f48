/**
 * Connections between nodes on which frames of bytes travel both ways, large ones and many. What
 * the bytes mean, and who talks to whom about what, belongs elsewhere: this package knows no
 * snapshot and no contribution.
 */
package dev.reverie.transport;
