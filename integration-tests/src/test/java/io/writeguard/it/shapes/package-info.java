/** Secrets of every shape, each with everything that may happen to one. */
package io.writeguard.it.shapes;
