/**
 * Grey pictures of states and parameters, and their PNG files. What to draw, and when, does not
 * belong here.
 */
package dev.reverie.picture;
