package io.writeguard.driver.cli.ddl;

import io.writeguard.rules.Rule;
import io.writeguard.rules.TableName;

/** What the database says, beyond the guard's own words, and what the script says to its reader. */
final class DdlWording {

    static final String OVERRIDE = "To override, as a member of the role " + ObjectNames.OVERRIDE_ROLE
            + ": SET LOCAL writeguard.override = 'why'";

    private DdlWording() {}

    /** For {@code format}: the event, the rows lost, the rows that there were. */
    static String lost(TableName table, String secret) {
        String name = (table + "." + secret).replace("%", "%%");
        return Rule.MASS_INVALIDATION.id() + ": %s would lose at least %s live secrets of " + name + ", of %s counted.";
    }

    static String header(String file, boolean fromDatabase) {
        return """
                -- What PostgreSQL holds by itself of %s (writeguard ddl). Run it as the owner of the tables, and again
                -- whenever the rules file has changed; writeguard ddl --drop takes all of it away.
                --
                -- Locks: ADD CONSTRAINT … NOT VALID takes ACCESS EXCLUSIVE for a moment and scans nothing; CREATE TRIGGER takes
                -- SHARE ROW EXCLUSIVE for a moment. Each table is a transaction of its own that waits 2 s for its locks, then
                -- fails and can be run again. VALIDATE CONSTRAINT, at the end, scans the table while others read and write.
                """.formatted(file.replaceAll("[\\p{Cntrl}]", " "))
                + (fromDatabase
                        ? ""
                        : "-- Made without a database (--url): columns are taken for text, and partitions are not known.\n");
    }
}
