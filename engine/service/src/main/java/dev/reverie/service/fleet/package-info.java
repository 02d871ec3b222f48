/**
 * Several nodes of one training as processes of this machine: starts them, starts those again that
 * die, and shows what they say.
 */
package dev.reverie.service.fleet;
