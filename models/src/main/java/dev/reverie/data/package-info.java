/**
 * Data to learn from: readers of files, generated sets, binarisation, and the order in which rows
 * are presented. Rows that are sparse stay sparse. Nothing here knows a model.
 */
package dev.reverie.data;
