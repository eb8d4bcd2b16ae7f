package io.writeguard.driver.cli;

import io.writeguard.driver.archive.RestoreFilter;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say which of what was kept is meant. */
final class RestoreOptions {

    @Option(
            names = "--table",
            paramLabel = "TABLE",
            description = "As schema.table; several times for several. Default: every table with an archive.")
    private List<String> tables = List.of();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Lost at this time or later, such as 2026-05-04T10:00:00Z.")
    private Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "Lost before this time.")
    private Instant to;

    @Option(
            names = "--statement",
            paramLabel = "TEXT",
            description = "Lost by a statement that contains this, ignoring case and without its literals;"
                    + " %% stands for anything.")
    private String statement;

    @Option(
            names = "--override-reason",
            paramLabel = "TEXT",
            description = "Lost under an override whose reason contains this.")
    private String reason;

    @Option(
            names = "--row",
            paramLabel = "KEY",
            description = "Of the row with this key; several times for several. A comma between the columns of a key.")
    private List<String> rows = List.of();

    RestoreFilter filter() {
        return new RestoreFilter(tables, from, to, statement, reason, rows);
    }
}
