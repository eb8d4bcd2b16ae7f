package io.writeguard.bench;

/** The pages of the docs that are made from results. */
final class BenchmarkPage {

    private static final String MADE_BY =
            "Made by a command, see [CONTRIBUTING.md](../CONTRIBUTING.md); not written by hand.";

    private BenchmarkPage() {}

    static String results(String table, String coldStart, String machine) {
        return "# What the guard costs\n\n" + MADE_BY + "\n\n" + machine + ".\n\n"
                + "Average of three seconds after three of warming up, one fork, and the bytes allocated for one operation."
                + " The first rows are measured over statements that do nothing, so that only what stands in front of them"
                + " shows; those on loopback against a PostgreSQL on the same machine. Each row is one run: what holds on"
                + " other machines is the ratio. The driver is at its own defaults, P6Spy and datasource-proxy have no"
                + " listener, Druid is a pool as well.\n\n"
                + table + "\n" + coldStart;
    }

    static String heap(String curve, String machine) {
        return "# Many distinct texts\n\n" + MADE_BY + "\n\n" + machine + ".\n\n"
                + "Each text has other literals than all before it, and every tenth a shape of its own. What is kept of"
                + " shapes is bounded, so the heap stays flat.\n\n" + curve;
    }
}
