/**
 * Networks of pairwise couplings: which units are coupled, by how much, which sets of them may be
 * moved at once, and the files such networks come from. Nothing here has states that move.
 *
 * <pre>
 *  E(s) = - sum over edges {i, j} of J_ij s_i s_j - sum over i of b_i s_i        s_i = -1 or +1
 * </pre>
 */
package dev.reverie.coupling;
