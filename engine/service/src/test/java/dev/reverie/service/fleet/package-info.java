/** Tests of how nodes are started, and started again. */
package dev.reverie.service.fleet;
