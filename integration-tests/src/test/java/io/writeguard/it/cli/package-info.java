/** The command line from outside: what it prints, how it ends, and what it never shows. */
package io.writeguard.it.cli;
