package io.writeguard.driver.cli.offline;

import io.writeguard.driver.cli.offline.Answer.Outcome;
import io.writeguard.driver.statement.BoundValue;
import io.writeguard.rules.Rule;
import io.writeguard.rules.Rules;
import io.writeguard.rules.TableRules;
import io.writeguard.rules.check.UnanalysableWriteRule;
import io.writeguard.rules.check.WriteContext;
import io.writeguard.rules.plan.StatementKind;
import io.writeguard.rules.plan.StatementReading;
import io.writeguard.rules.plan.TableChange;
import io.writeguard.rules.plan.Write;
import io.writeguard.rules.sql.LexedSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges statements by their text. What it is certain of, the guard refuses too; what depends on rows, on types, or on what a
 * name stands for, it leaves open.
 */
public final class OfflineJudge {

    private static final BoundValue[] NO_VALUES = {};

    private final Rules rules;
    private final RulesByName tables;

    public OfflineJudge(Rules rules) {
        this.rules = rules;
        this.tables = new RulesByName(rules);
    }

    /** What one statement of a text breaks, with offsets into that text. */
    public List<Finding> findings(LexedSql sql, StatementReading reading) {
        return judge(sql, reading, NO_VALUES).findings();
    }

    /**
     * What is said of a text as a whole.
     *
     * @param bound the values of its parameters as far as they are known, parameter n at n - 1
     */
    public Answer answer(LexedSql sql, List<StatementReading> readings, BoundValue[] bound) {
        Depth depth = Depth.NONE;
        Outcome outcome = Outcome.ALLOWED;
        List<Finding> findings = new ArrayList<>();
        for (StatementReading reading : readings) {
            StatementFindings judged = judge(sql, reading, bound);
            depth = depth.compareTo(judged.depth()) < 0 ? judged.depth() : depth;
            outcome = judged.isUndecided() ? max(outcome, Outcome.UNDECIDED) : outcome;
            findings.addAll(judged.findings());
        }
        for (Finding finding : findings) {
            Outcome becomes =
                    !finding.certain() ? Outcome.UNDECIDED : finding.warns() ? Outcome.WARNED : Outcome.REJECTED;
            outcome = max(outcome, becomes);
        }
        boolean rejected = outcome == Outcome.REJECTED;
        Optional<Rule> rule = findings.stream()
                .filter(finding -> !rejected || (finding.certain() && !finding.warns()))
                .map(finding -> finding.violation().rule())
                .min(Rule::compareTo);
        boolean staticRefusal = rejected && findings.stream().anyMatch(Finding::certain);
        return new Answer(staticRefusal ? Depth.STATIC : depth, outcome, rule.orElse(null));
    }

    private static Outcome max(Outcome first, Outcome second) {
        return first.compareTo(second) >= 0 ? first : second;
    }

    private StatementFindings judge(LexedSql sql, StatementReading reading, BoundValue[] bound) {
        StatementFindings findings = new StatementFindings();
        int start = sql.size() == 0 ? 0 : sql.start(reading.span().from());
        if (!reading.readable() || reading.kind() == StatementKind.UNKNOWN) {
            unreadable(reading, start, findings);
            return findings;
        }
        if (reading.executesWrites() || reading.kind() == StatementKind.PREPARE) {
            for (Write write : reading.writes()) {
                Optional<TableRules> table = tables.find(write.target());
                table.ifPresent(found -> new WriteCheck(
                                found, rules.placeholders(), new TextValues(sql, bound), sql, write, findings)
                        .judge());
            }
        }
        for (TableChange change : reading.changes()) {
            for (TableRules table : tables.changed(change.relation())) {
                new DefinitionCheck(table, change, start, findings).judge();
            }
        }
        boolean hides = reading.kind() == StatementKind.ROUTINE || reading.kind() == StatementKind.EXECUTE;
        if (hides && !tables.mentioned(reading.identifiers()).isEmpty()) {
            findings.undecided(Depth.MEASURED_EXECUTION);
        } else if (!tables.mentioned(reading.identifiers()).isEmpty()) {
            findings.reached(Depth.STATIC);
        }
        return findings;
    }

    private void unreadable(StatementReading reading, int start, StatementFindings findings) {
        String reason =
                reading.problem() == null ? "the guard does not know this kind of statement" : reading.problem();
        for (TableRules table : tables.mentioned(reading.identifiers())) {
            WriteContext context = new WriteContext(table, table.name(), List.of(), "statement");
            findings.certain(table, UnanalysableWriteRule.judge(context, reason), start);
        }
    }
}
