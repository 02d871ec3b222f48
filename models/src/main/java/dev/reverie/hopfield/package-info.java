/**
 * Hopfield networks: patterns of -1 and +1 stored as fixed points of a network in which every unit
 * is coupled with every other, by Hebb's rule or by gradient; recall from corrupted patterns, and
 * the fixed points that nobody stored.
 *
 * <pre>
 *  E(s) = - sum over i &lt; j of J_ij s_i s_j - sum of b_i s_i        J symmetric, J_ii = 0
 * </pre>
 *
 * Hopfield (1982). Training runs in the engine, by phases and rules made here.
 */
package dev.reverie.hopfield;
