package io.writeguard.driver.cli.ddl;

import io.writeguard.driver.schema.Catalog;
import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.rules.Action;
import io.writeguard.rules.Rule;
import io.writeguard.rules.Rules;
import io.writeguard.rules.TableName;
import java.util.ArrayList;
import java.util.List;

/** Puts the script together. */
public final class DdlScript {

    private static final String BEGIN = "BEGIN;\nSET LOCAL lock_timeout = '2s';\n";
    private static final String COMMIT = "COMMIT;\n";

    private final Rules rules;
    private final List<GuardedTables> tables;
    private final boolean fromDatabase;

    private DdlScript(Rules rules, List<GuardedTables> tables, boolean fromDatabase) {
        this.rules = rules;
        this.tables = tables;
        this.fromDatabase = fromDatabase;
    }

    public static DdlScript of(Rules rules) {
        return new DdlScript(rules, GuardedTables.of(rules), false);
    }

    public static DdlScript of(Rules rules, Catalog catalog) {
        return new DdlScript(rules, GuardedTables.of(catalog), true);
    }

    public String create() {
        StringBuilder script = new StringBuilder(DdlWording.header(rules.file(), fromDatabase));
        section(
                script,
                "shared",
                "CREATE SCHEMA IF NOT EXISTS " + ObjectNames.SCHEMA + ";\n" + OverrideFunction.create()
                        + PresentFunction.create() + PlaceholderFunction.create(rules.placeholders()));
        List<String> validations = new ArrayList<>();
        for (GuardedTables table : tables) {
            section(
                    script,
                    table.declared().name().toString(),
                    constraints(table, validations) + new LossTriggers(table).create());
        }
        script.append("\n-- what is there already; a statement that fails names a constraint that stored rows break\n");
        validations.forEach(script::append);
        return script.toString();
    }

    /** Takes everything away, also of rules that are no longer in the file, for the tables that are. */
    public String drop() {
        StringBuilder script =
                new StringBuilder("-- Takes away what writeguard ddl has made for " + rules.file() + ".\n");
        for (GuardedTables table : tables) {
            StringBuilder drops = new StringBuilder();
            for (GuardedColumn secret : table.declared().secrets()) {
                for (Rule rule : Rule.values()) {
                    if (rule.judgesValues()) {
                        drops.append(dropConstraint(table, rule, secret));
                    }
                }
            }
            section(script, table.declared().name().toString(), drops + new LossTriggers(table).drop());
        }
        section(script, "shared", PlaceholderFunction.drop() + PresentFunction.drop() + OverrideFunction.drop());
        script.append("-- the schema and the role ")
                .append(ObjectNames.OVERRIDE_ROLE)
                .append(" stay: other databases and grants may need them\n");
        return script.toString();
    }

    private static void section(StringBuilder script, String about, String statements) {
        script.append("\n-- ")
                .append(about)
                .append('\n')
                .append(BEGIN)
                .append(statements)
                .append(COMMIT);
    }

    /** A refusal is all that a CHECK can do, so that {@code action: warn} has none. */
    private static String constraints(GuardedTables table, List<String> validations) {
        StringBuilder script = new StringBuilder();
        TableName name = table.declared().name();
        for (GuardedColumn secret : table.declared().secrets()) {
            for (Rule rule : Rule.values()) {
                if (!rule.judgesValues()) {
                    continue;
                }
                script.append(dropConstraint(table, rule, secret));
                String predicate = table.declared().rules().action() == Action.WARN
                        ? null
                        : ValueConstraints.of(secret).get(rule);
                if (predicate != null) {
                    String constraint = Sql.name(ObjectNames.constraint(rule, secret.name()));
                    script.append("ALTER TABLE " + Sql.table(name) + " ADD CONSTRAINT " + constraint + " CHECK ("
                            + predicate + ") NOT VALID;\n");
                    validations.add("ALTER TABLE " + Sql.table(name) + " VALIDATE CONSTRAINT " + constraint + ";\n");
                }
            }
        }
        return script.toString();
    }

    private static String dropConstraint(GuardedTables table, Rule rule, GuardedColumn secret) {
        return "ALTER TABLE " + Sql.table(table.declared().name()) + " DROP CONSTRAINT IF EXISTS "
                + Sql.name(ObjectNames.constraint(rule, secret.name())) + ";\n";
    }
}
