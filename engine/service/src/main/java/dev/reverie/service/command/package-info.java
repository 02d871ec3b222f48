/**
 * The command line: commands, their options and help, and how failures end. Work is done by the
 * packages beside this one.
 */
package dev.reverie.service.command;
