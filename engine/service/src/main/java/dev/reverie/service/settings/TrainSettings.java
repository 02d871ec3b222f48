package dev.reverie.service.settings;

import java.util.EnumMap;
import java.util.Map;

/** All settings of a training, checked. */
public record TrainSettings(DataSettings data, Learning learning, Execution execution) {

  /** Every setting as the text that gives it again. */
  public Map<Setting, String> values() {
    Map<Setting, String> values = new EnumMap<>(Setting.class);
    values.put(Setting.DATA, data.source());
    values.put(Setting.BINARISE, Choice.name(data.binarisation()));
    values.put(Setting.BATCH, Integer.toString(data.batch()));
    values.put(Setting.HIDDEN, Integer.toString(learning.hidden()));
    values.put(Setting.METHOD, Choice.name(learning.method()));
    values.put(Setting.STEPS, Integer.toString(learning.steps()));
    values.put(Setting.PARTICLES, Integer.toString(learning.particles()));
    values.put(Setting.RATE, Double.toString(learning.rate()));
    values.put(Setting.RATE_DECAY, Choice.name(learning.rateDecay()));
    values.put(Setting.MOMENTUM, Double.toString(learning.momentum()));
    values.put(Setting.WEIGHT_DECAY, Double.toString(learning.weightDecay()));
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
}
