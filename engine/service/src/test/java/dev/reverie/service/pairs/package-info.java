/** A family of models for tests alone, the smallest that all commands can use. */
package dev.reverie.service.pairs;
