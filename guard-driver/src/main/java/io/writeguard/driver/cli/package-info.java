/**
 * The command line: {@code demo} and {@code explain}, and the PostgreSQL that needs no installation.
 *
 * <p>Uses the library as any application would. Needs picocli, Gson and the embedded PostgreSQL, which are in the jar with
 * the classifier {@code cli} alone; no other package of the driver calls this one.
 */
package io.writeguard.driver.cli;
