/** What is said to a user whose input cannot be used. */
package dev.reverie.input;
