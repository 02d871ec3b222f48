/**
 * The program: its entry point, and nothing else. Commands, settings, run folders and what is shown
 * live in the packages below; the engine is used through its public face only.
 */
package dev.reverie.service;
