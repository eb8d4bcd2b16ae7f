/** What the guard reads in a text, against what PostgreSQL and its driver read in the same text. */
package io.writeguard.it.differential;
