package io.writeguard.it.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.rules.Rule;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;

/** Plays the project's own cases against the database's rules alone; docs/database-rules.md has the numbers. */
class DatabaseRulesOverlapTest {

    private static final String MASS = "writeguard_mass_invalidation";

    /** A trigger sees one of the two writes of a statement that moves rows, and not the other. */
    private static final Set<String> TAKEN_FOR_A_LOSS = Set.of("AO204-moved-between-partitions");

    @Test
    void whatIsHeldIsHeldAndNothingHarmlessCountsAsALoss() throws IOException, SQLException {
        Map<String, Integer> cases = new TreeMap<>();
        Map<String, Integer> held = new TreeMap<>();
        for (ReplayCase replayed : CaseFiles.own()) {
            Set<String> constraints = new HashSet<>();
            CasePlayer.playWithDatabaseRules(replayed).raised().forEach(error -> collect(error, constraints));
            String expected = replayed.mustBeRefused() ? replayed.rule().get(0) : "harmless";
            cases.merge(expected, 1, Integer::sum);
            held.merge(expected, constraints.isEmpty() ? 0 : 1, Integer::sum);
            if (!replayed.mustBeRefused() && !TAKEN_FOR_A_LOSS.contains(replayed.id())) {
                assertThat(constraints).as(replayed.id()).doesNotContain(MASS);
            }
        }
        System.out.println("cases " + cases + ", refused by the database " + held);
        assertThat(held.get(Rule.EMPTY_SECRET.id())).isPositive();
        assertThat(held.get(Rule.MASS_INVALIDATION.id())).isPositive();
    }

    private static void collect(Throwable error, Set<String> constraints) {
        if (error == null) {
            return;
        }
        if (error instanceof PSQLException server && server.getServerErrorMessage() != null) {
            String constraint = server.getServerErrorMessage().getConstraint();
            if (constraint != null && constraint.startsWith("writeguard_")) {
                constraints.add(constraint);
            }
        }
        collect(error.getCause(), constraints);
        if (error instanceof SQLException sql) {
            collect(sql.getNextException(), constraints);
        }
    }
}
