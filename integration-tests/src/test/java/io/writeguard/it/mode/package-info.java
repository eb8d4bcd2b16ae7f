/** The mode switch, thrown while the guard is at work. */
package io.writeguard.it.mode;
