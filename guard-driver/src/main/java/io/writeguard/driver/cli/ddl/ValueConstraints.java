package io.writeguard.driver.cli.ddl;

import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.ValueType;
import io.writeguard.rules.Rule;
import io.writeguard.rules.SecretColumn;
import io.writeguard.rules.SecretColumn.OnEmpty;
import io.writeguard.rules.SecretColumn.OnInsertEmpty;
import io.writeguard.rules.SecretColumn.OnNull;
import io.writeguard.rules.SecretColumn.OnPlaceholder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** CHECK constraints: what may not stand in a secret column, whoever writes it. */
final class ValueConstraints {

    private ValueConstraints() {}

    /** The predicates of one column by the rule that each holds; none for what a CHECK can't say. */
    static Map<Rule, String> of(GuardedColumn secret) {
        Map<Rule, String> predicates = new LinkedHashMap<>();
        if (secret.isMember() || secret.type() == ValueType.ARRAY) {
            return predicates;
        }
        SecretColumn rules = secret.rules();
        String column = Sql.name(secret.column().name());
        boolean mayStartEmpty = rules.onInsertEmpty() == OnInsertEmpty.ALLOW;
        if (rules.onEmpty() == OnEmpty.REJECT && !mayStartEmpty) {
            String present = PresentFunction.of(secret, column);
            boolean needed = rules.onNull() == OnNull.REJECT;
            add(predicates, Rule.EMPTY_SECRET, rules, needed ? present : column + " IS NULL OR " + present);
        } else if (rules.onNull() == OnNull.REJECT && !mayStartEmpty) {
            add(predicates, Rule.EMPTY_SECRET, rules, column + " IS NOT NULL");
        }
        if (secret.type() == ValueType.TEXT) {
            texts(predicates, secret, column);
        }
        return predicates;
    }

    private static void texts(Map<Rule, String> predicates, GuardedColumn secret, String column) {
        SecretColumn rules = secret.rules();
        String placeholder = Sql.own(PlaceholderFunction.NAME) + "(" + column + "::text)";
        if (rules.onPlaceholder() == OnPlaceholder.REJECT) {
            add(predicates, Rule.PLACEHOLDER_SECRET, rules, column + " IS NULL OR NOT " + placeholder);
        }
        List<String> form = new ArrayList<>();
        if (rules.minLength() > 0) {
            form.add("pg_catalog.char_length(" + column + ") >= " + rules.minLength());
        }
        if (rules.format() != null && PostgresPattern.translates(rules.format().pattern())) {
            form.add(column + "::text ~ "
                    + Sql.text(PostgresPattern.whole(rules.format().pattern())));
        }
        if (!form.isEmpty()) {
            // what breaks another rule is left to that one
            String others = column + " IS NULL OR NOT " + PresentFunction.of(secret, column)
                    + (rules.onPlaceholder() == OnPlaceholder.REJECT ? " OR " + placeholder : "");
            add(predicates, Rule.MALFORMED_SECRET, rules, others + " OR (" + String.join(" AND ", form) + ")");
        }
    }

    private static void add(Map<Rule, String> predicates, Rule rule, SecretColumn secret, String predicate) {
        predicates.put(
                rule,
                secret.onlyRows() == null
                        ? predicate
                        : "(" + secret.onlyRows() + ") IS NOT TRUE OR (" + predicate + ")");
    }
}
