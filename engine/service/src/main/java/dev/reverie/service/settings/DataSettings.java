package dev.reverie.service.settings;

import dev.reverie.data.Binarisation;

/**
 * What is learned from.
 *
 * @param source a built-in set's name, else a file's absolute path
 * @param batch cases an update
 */
public record DataSettings(String source, Binarisation binarisation, int batch) {}
