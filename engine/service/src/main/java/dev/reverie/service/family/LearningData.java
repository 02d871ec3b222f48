package dev.reverie.service.family;

import dev.reverie.data.BatchSchedule;
import dev.reverie.data.StateRows;
import dev.reverie.unit.Layer;
import java.util.Optional;

/**
 * Data to learn from.
 *
 * @param visible the units that rows are states of, as {@link Design#visible} said
 * @param train bits where these units are discrete, with their classes if they have any
 * @param test likewise
 * @param batches of the training rows
 * @param epochs passes over them
 */
public record LearningData(
    Layer visible, StateRows train, Optional<StateRows> test, BatchSchedule batches, int epochs) {

  /** Updates of the whole training where each takes one batch. */
  public long updates() {
    return (long) batches.batchesPerPass() * epochs;
  }
}
