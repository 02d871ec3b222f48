/**
 * Ladders of temperatures for replica exchange: where they stand, how often neighbours swap, and
 * log Z along them. Plain arithmetic on figures of all ladders together; no model and no random
 * number lives here.
 */
package dev.reverie.tempering;
