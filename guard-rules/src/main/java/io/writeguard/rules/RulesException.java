package io.writeguard.rules;

import java.util.List;
import java.util.stream.Collectors;

/** A rules file can't be used; carries every problem, not the first alone. */
public final class RulesException extends Exception {

    private final transient List<RulesProblem> problems;

    public RulesException(List<RulesProblem> problems) {
        super(problems.stream().map(RulesProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<RulesProblem> problems() {
        return problems;
    }
}
