/**
 * The implementation of {@link dev.reverie.numeric.VectorOps} on the JDK's incubating vector
 * module. The only package that sees that module; it is loaded by name.
 */
package dev.reverie.numeric.vector;
