/** What is kept before it goes, and how it comes back. */
package io.writeguard.it.archive;
