/** The program's log file. Nothing is logged to the console. */
package dev.reverie.service.log;
