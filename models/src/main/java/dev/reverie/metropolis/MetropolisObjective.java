package dev.reverie.metropolis;

import dev.reverie.energy.DataMoments;
import dev.reverie.energy.DataRows;
import dev.reverie.energy.Energy;
import dev.reverie.energy.Theta;
import dev.reverie.parameter.Layout;
import dev.reverie.parameter.Parameters;
import dev.reverie.phase.Objective;
import dev.reverie.phase.Phase;
import dev.reverie.phase.UpdateRule;
import java.util.Arrays;
import java.util.List;

/** Learns an energy from data, or, without data, samples it at fixed parameters. */
public final class MetropolisObjective implements Objective {
  private final Layout layout;
  private final Theta theta;
  private final double[] initial;
  private final StepSize stepSize;
  private final StepSizeAdaptation adaptation;
  private final List<Phase> phases;
  private final UpdateRule rule;
  private final long updatesPerPass;

  MetropolisObjective(MetropolisBuilder builder) {
    Energy energy = builder.energy;
    this.layout = layout(energy);
    this.theta = Theta.in(layout, energy);
    this.stepSize = StepSize.in(layout, energy);
    this.adaptation = builder.adaptation();
    this.initial = builder.initial.clone();
    double[] first = requireInDomain(energy);
    Sampler sampler = builder.sampler(layout);
    if (builder.samplesOnly()) {
      this.phases = List.of(new MetropolisPhase(sampler));
      this.updatesPerPass = 1;
    } else {
      DataRows rows = builder.rows();
      rows.requireFiniteEnergies(first);
      this.phases = List.of(new DataMoments(energy, theta, rows), builder.negative(sampler, rows));
      this.updatesPerPass = rows.batchesPerPass();
    }
    this.rule =
        new GradientRule(energy, theta, builder.rate(), builder.momentum, stepSize, adaptation);
  }

  /** Starts with the settings that the builder's methods name as defaults. */
  public static MetropolisBuilder of(Energy energy) {
    return new MetropolisBuilder(energy);
  }

  private static Layout layout(Energy energy) {
    Layout.Builder layout = Layout.builder();
    Theta.addTo(layout, energy);
    StepSize.addTo(layout, energy);
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

  /** The size of a step within this layout. */
  public StepSize stepSize() {
    return stepSize;
  }

  @Override
  public void initialise(Parameters parameters) {
    theta.write(initial, parameters);
    stepSize.write(adaptation.initial(), parameters);
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
