/** The rules of the house, held against the classes of all modules. No behaviour is tested here. */
package dev.reverie.architecture;
