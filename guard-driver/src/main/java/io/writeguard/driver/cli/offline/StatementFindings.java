package io.writeguard.driver.cli.offline;

import io.writeguard.rules.Action;
import io.writeguard.rules.Rule;
import io.writeguard.rules.TableRules;
import io.writeguard.rules.check.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what is said of one statement, and how deep the guard would have to go. */
final class StatementFindings {

    private final List<Finding> findings = new ArrayList<>();
    private Depth depth = Depth.NONE;
    private boolean undecided;

    void certain(TableRules table, Optional<Violation> violation, int offset) {
        reached(Depth.STATIC);
        violation.ifPresent(broken -> findings.add(new Finding(broken, true, warns(table, broken), offset)));
    }

    /** @param violation what it is if the table holds many secrets */
    void dependsOnRows(TableRules table, Optional<Violation> violation, int offset) {
        undecided(Depth.IMPACT_QUERY);
        violation.ifPresent(broken -> findings.add(new Finding(broken, false, warns(table, broken), offset)));
    }

    void undecided(Depth wouldGo) {
        reached(wouldGo);
        undecided = true;
    }

    void reached(Depth reached) {
        depth = depth.compareTo(reached) < 0 ? reached : depth;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    Depth depth() {
        return depth;
    }

    boolean isUndecided() {
        return undecided;
    }

    private static boolean warns(TableRules table, Violation violation) {
        return table.action() == Action.WARN
                || (violation.rule() == Rule.UNANALYSABLE_WRITE && table.unanalysable() == Action.WARN);
    }
}
