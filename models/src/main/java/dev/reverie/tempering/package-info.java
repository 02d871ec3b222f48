/**
 * Ladders for replica exchange, of temperatures or of a training's earlier parameters: where they
 * stand, how often neighbours swap, and log Z along them. Plain arithmetic on figures of all
 * ladders together; no model and no random number lives here.
 */
package dev.reverie.tempering;
