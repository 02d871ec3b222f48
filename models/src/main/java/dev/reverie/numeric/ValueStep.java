package dev.reverie.numeric;

/**
 * What turns a gradient of states into one of values about their offsets: of the rows of a plain
 * panel (visible units, indexed as such) and of its columns (hidden units, likewise).
 *
 * @param scale of each product of states
 * @param rowChange signed mean of a row's unit
 * @param rowFactor what a column's change counts in a row
 * @param rowPrecision what a whole row is multiplied by
 * @param rowShare what a row counts in the sums of columns
 * @param columnChange signed mean of a column's unit
 * @param columnFactor what a row's change counts in a column
 * @param columnShare what a column counts in the sums of rows
 */
public record ValueStep(
    float scale,
    float[] rowChange,
    float[] rowFactor,
    float[] rowPrecision,
    float[] rowShare,
    float[] columnChange,
    float[] columnFactor,
    float[] columnShare) {}
