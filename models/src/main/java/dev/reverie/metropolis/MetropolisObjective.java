package dev.reverie.metropolis;

import dev.reverie.energy.DataMoments;
import dev.reverie.energy.Energy;
import dev.reverie.energy.Theta;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.Objective;
import dev.reverie.phase.Phase;
import dev.reverie.phase.UpdateRule;
import java.util.Arrays;
import java.util.List;

/**
 * Learns an energy on R^n from data by stochastic maximum likelihood, or, without data, samples it
 * at fixed parameters.
 */
public final class MetropolisObjective implements Objective {
  private final Layout layout;
  private final Theta theta;
  private final double[] initial;
  private final StepSizeAdaptation stepSize;
  private final List<Phase> phases;
  private final UpdateRule rule;
  private final long updatesPerPass;

  MetropolisObjective(MetropolisBuilder builder) {
    Energy energy = builder.energy;
    this.layout = layout(energy);
    this.theta = Theta.in(layout, energy);
    this.initial = builder.initial.clone();
    this.stepSize = builder.stepSize;
    double[] first = requireInDomain(energy);
    Phase negative = new MetropolisPhase("negative", energy, layout, builder.chains());
    if (builder.samplesOnly()) {
      this.phases = List.of(negative);
      this.updatesPerPass = 1;
    } else {
      DataMoments positive = builder.data(theta);
      positive.requireFiniteEnergies(first);
      this.phases = List.of(positive, negative);
      this.updatesPerPass = positive.batchesPerPass();
    }
    this.rule = new GradientRule(energy, theta, builder.rate(), builder.momentum, stepSize);
  }

  /** Starts with the settings that the builder's methods name as defaults. */
  public static MetropolisBuilder of(Energy energy) {
    return new MetropolisBuilder(energy);
  }

  private static Layout layout(Energy energy) {
    Layout.Builder layout = Layout.builder();
    Theta.addTo(layout, energy);
    StepSizeAdaptation.addTo(layout);
    return layout.build();
  }

  /** The parameters that training starts from, as workers read them. */
  private double[] requireInDomain(Energy energy) {
    Parameters parameters = new Parameters(layout);
    initialise(parameters);
    parameters.requireBounded();
    double[] first = theta.read(parameters);
    if (!energy.inDomain(first)) {
      throw new IllegalArgumentException(
          "initial=" + Arrays.toString(first) + ", must lie in the energy's domain");
    }
    return first;
  }

  @Override
  public Layout layout() {
    return layout;
  }

  /** The energy's parameters within this layout. */
  public Theta theta() {
    return theta;
  }

  @Override
  public void initialise(Parameters parameters) {
    theta.write(initial, parameters);
    stepSize.initialise(parameters);
  }

  @Override
  public void derive(Parameters parameters) {
    // Nothing is derived.
  }

  @Override
  public List<Phase> phases() {
    return phases;
  }

  @Override
  public UpdateRule rule() {
    return rule;
  }

  @Override
  public long updatesPerPass() {
    return updatesPerPass;
  }
}
