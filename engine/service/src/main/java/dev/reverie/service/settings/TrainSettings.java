package dev.reverie.service.settings;

import dev.reverie.optimise.Optimiser;
import dev.reverie.optimise.Penalties;
import dev.reverie.rbm.Method;
import java.util.EnumMap;
import java.util.Map;

/** All settings of a training, checked. */
public record TrainSettings(
    DataSettings data, ModelSettings model, Learning learning, Execution execution) {

  /** Every setting as the text that gives it again. */
  public Map<Setting, String> values() {
    Map<Setting, String> values = new EnumMap<>(Setting.class);
    values.put(Setting.DATA, data.source());
    values.put(Setting.BINARISE, Choice.name(data.binarisation()));
    values.put(Setting.BATCH, Integer.toString(data.batch()));
    values.put(Setting.LABELS, data.labels());
    values.put(Setting.MODEL, Choice.name(model.kind()));
    values.put(Setting.VISIBLE_UNITS, model.visibleUnits());
    values.put(Setting.HIDDEN_UNITS, model.hiddenUnits());
    values.put(Setting.HIDDEN, Integer.toString(model.hidden()));
    values.put(Setting.METHOD, Choice.name(learning.method()));
    values.put(Setting.STEPS, Integer.toString(learning.steps()));
    values.put(Setting.PARTICLES, Integer.toString(learning.particles()));
    values.put(Setting.RATE, Double.toString(learning.rate()));
    values.put(Setting.RATE_DECAY, Choice.name(learning.rateDecay()));
    values.put(Setting.OBJECTIVE, Choice.name(learning.goal()));
    values.put(Setting.GENERATIVE_WEIGHT, Double.toString(learning.generativeWeight()));
    putRule(values);
    values.put(Setting.WEIGHT_SCALE, Double.toString(learning.weightScale()));
    values.put(Setting.SEED, Long.toString(learning.seed()));
    values.put(Setting.EPOCHS, Integer.toString(execution.epochs()));
    values.put(Setting.MODE, Choice.name(execution.mode()));
    values.put(Setting.CHAINS, Integer.toString(execution.chains()));
    values.put(Setting.MAX_STALENESS, Integer.toString(execution.maxStaleness()));
    values.put(Setting.THREADS, Integer.toString(execution.threads()));
    values.put(Setting.CHECKPOINT_EVERY, Long.toString(execution.checkpointEvery()));
    return values;
  }

  private void putRule(Map<Setting, String> values) {
    Penalties penalties = learning.penalties();
    boolean adam = learning.optimiser().kind() == Optimiser.Kind.ADAM;
    values.put(Setting.OPTIMISER, Choice.name(learning.optimiser().kind()));
    values.put(Setting.MOMENTUM, Double.toString(adam ? 0 : learning.optimiser().momentum()));
    values.put(Setting.WEIGHT_DECAY, Double.toString(penalties.l2()));
    values.put(Setting.L1, Double.toString(penalties.l1()));
    values.put(
        Setting.NORM_BOUND,
        penalties.bounded() ? Double.toString(penalties.normBound()) : Texts.NONE);
    values.put(Setting.SPARSITY_TARGET, Double.toString(penalties.sparsityTarget()));
    values.put(Setting.SPARSITY_RATE, Double.toString(penalties.sparsityRate()));
    values.put(Setting.CENTRING, Choice.name(learning.centring().means()));
    values.put(Setting.OFFSET_RATE, Double.toString(learning.centring().rate()));
    values.put(Setting.FAST_RATE, Double.toString(learning.fastWeights().rate()));
    values.put(Setting.FAST_DECAY, Double.toString(learning.fastWeights().decay()));
    boolean tempered = learning.method() == Method.TEMPERED;
    values.put(
        Setting.TEMPERATURES,
        tempered ? Integer.toString(learning.tempering().temperatures()) : Texts.AUTO);
    values.put(
        Setting.LADDER_WARM_UP,
        tempered ? Long.toString(learning.tempering().warmUpUpdates()) : Texts.AUTO);
    boolean trajectory = learning.method() == Method.TRAJECTORY;
    values.put(
        Setting.LEVELS, trajectory ? Integer.toString(learning.trajectory().levels()) : Texts.AUTO);
    values.put(
        Setting.LEVEL_ACCEPTANCE,
        trajectory ? Double.toString(learning.trajectory().acceptance()) : Texts.AUTO);
  }
}
