/** What users write to learn a model of their own. */
package dev.reverie.example;
