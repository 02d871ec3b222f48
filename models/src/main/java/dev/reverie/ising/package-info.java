/**
 * Units of -1 and +1 with pairwise couplings at a temperature T, as states that move: fields kept
 * up to date flip by flip, the Gibbs kernel, and the descent to a state that no flip lowers. Fields
 * and energies are sums of whole numbers, so that they are the same whatever order the flips came
 * in.
 *
 * <pre>
 *  p(s) = exp(-E(s) / T) / Z        field f_i = b_i + sum over neighbours of J_ij s_j        p(s_i = +1 | rest) = logistic(2 f_i / T)
 * </pre>
 */
package dev.reverie.ising;
