/** What a machine with classes makes of cases: predictions and how often they are right. */
package dev.reverie.label;
