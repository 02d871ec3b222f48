/**
 * How a training over several nodes is doing, as the node with the aggregator tells it in a file of
 * the run's folder.
 */
package dev.reverie.service.status;
