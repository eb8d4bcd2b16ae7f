package io.writeguard.it.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.it.Documentation;
import io.writeguard.rules.Rule;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;

/** Plays the project's own cases against the database's rules alone; docs/database-rules.md shows what comes of it. */
class DatabaseRulesOverlapTest {

    private static final String PREFIX = "writeguard_";

    @Test
    void theTableOfThePageIsWhatTheCasesShow() throws IOException, SQLException {
        Map<Rule, List<Boolean>> byRule = new TreeMap<>();
        List<String> refusedWrongly = new ArrayList<>();
        int passed = 0;
        for (ReplayCase replayed : CaseFiles.own()) {
            boolean refused = isRefused(CasePlayer.playWithDatabaseRules(replayed));
            if (replayed.mustBeRefused()) {
                Rule rule = Rule.byId(replayed.rule().get(0)).orElseThrow();
                byRule.computeIfAbsent(rule, key -> new ArrayList<>()).add(refused);
            } else if (refused) {
                refusedWrongly.add(replayed.id());
            } else {
                passed++;
            }
        }
        String table = byRule.entrySet().stream()
                .map(rule -> row("`" + rule.getKey().id() + "`", rule.getValue()))
                .collect(Collectors.joining());
        int harmless = passed + refusedWrongly.size();
        table += "| harmless | " + harmless + " | 0 | " + refusedWrongly.size() + " |\n";
        assertThat(Documentation.read("docs/database-rules.md"))
                .as("measured:\n" + table)
                .contains(table);
        // a CHECK looks at every row that is written, and this one writes a row back that is poisoned already
        assertThat(refusedWrongly).containsExactly("AO50-empty-stays-empty");
    }

    private static String row(String rule, List<Boolean> refused) {
        long held = refused.stream().filter(Boolean::booleanValue).count();
        return "| " + rule + " | " + refused.size() + " | " + refused.size() + " | " + held + " |\n";
    }

    private static boolean isRefused(CaseOutcome outcome) {
        return outcome.raised().stream().anyMatch(DatabaseRulesOverlapTest::isRefusal);
    }

    private static boolean isRefusal(Throwable error) {
        if (error == null) {
            return false;
        }
        boolean refusal = error instanceof PSQLException server
                && server.getServerErrorMessage() != null
                && server.getServerErrorMessage().getConstraint() != null
                && server.getServerErrorMessage().getConstraint().startsWith(PREFIX);
        return refusal
                || isRefusal(error.getCause())
                || (error instanceof SQLException sql && isRefusal(sql.getNextException()));
    }
}
