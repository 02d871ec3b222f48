/**
 * Where a command's words go: streams, a line that is rewritten in place, numbers for people. No
 * model, no engine.
 */
package dev.reverie.service.console;
