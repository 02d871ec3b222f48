/**
 * One node of a training over several machines: its profile, the actor system that joins the
 * others, and what the node shows and records while it has the aggregator.
 */
package dev.reverie.service.node;
