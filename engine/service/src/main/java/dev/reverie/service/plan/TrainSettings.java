package dev.reverie.service.plan;

import dev.reverie.service.family.Design;
import dev.reverie.service.family.Family;
import dev.reverie.service.settings.DataSettings;
import dev.reverie.service.settings.Setting;
import java.util.Map;

/**
 * All settings of a training, checked.
 *
 * @param model the name of the model, one of the family's
 * @param values every setting that the model has, as the text that gives it again
 */
public record TrainSettings(
    Family family,
    String model,
    Design design,
    DataSettings data,
    Execution execution,
    long seed,
    Map<Setting, String> values) {}
