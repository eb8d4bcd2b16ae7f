/** Listens to everything that the test run prints or logs, and looks for the secrets that the tests used. */
package io.writeguard.it.printed;
