/**
 * What the guard costs, beside what others cost. Compiled and run with the profile {@code bench} alone, see
 * CONTRIBUTING.md.
 */
package io.writeguard.bench;
