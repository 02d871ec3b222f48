/**
 * What travels between nodes, as bytes: snapshots, contributions and states for connections that
 * carry data, and small messages for Akka's. Each form has a version; a node refuses those that it
 * does not know, and bytes that nobody has written, with a reason. No connection is opened here.
 */
package dev.reverie.wire;
