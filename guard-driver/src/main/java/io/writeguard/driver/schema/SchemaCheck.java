package io.writeguard.driver.schema;

import io.writeguard.rules.RulesProblem;
import java.util.List;

/**
 * The rules file held against the real schema.
 *
 * @param catalog the tables without a problem
 */
public record SchemaCheck(Catalog catalog, List<RulesProblem> problems) {

    public SchemaCheck {
        problems = List.copyOf(problems);
    }
}
