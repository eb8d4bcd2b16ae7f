package io.writeguard.driver.cli.ddl;

import io.writeguard.driver.impact.StoredSecrets;
import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.rules.Action;
import io.writeguard.rules.MassInvalidation;
import io.writeguard.rules.SecretColumn.OnRepeat;
import io.writeguard.rules.check.MassInvalidationRule;
import io.writeguard.rules.check.WriteContext;
import java.util.List;

/**
 * A function for each declared table, and its triggers: they count what one statement has lost and refuse it above the
 * limits. Fired once a statement, by PostgreSQL's transition tables.
 */
final class LossTriggers {

    static final List<String> EVENTS = List.of("UPDATE", "DELETE", "TRUNCATE");

    private final GuardedTables tables;
    private final GuardedTable table;
    private final StoredSecrets secrets;
    private final String function;

    LossTriggers(GuardedTables tables) {
        this.tables = tables;
        this.table = tables.declared();
        this.secrets = new StoredSecrets(table);
        this.function = Sql.own(ObjectNames.function(table.name()));
    }

    String create() {
        StringBuilder script = new StringBuilder(function());
        for (GuardedTable member : tables.family()) {
            events().forEach(event -> script.append(trigger(member, event)));
        }
        return script.toString();
    }

    String drop() {
        StringBuilder script = new StringBuilder();
        for (GuardedTable member : tables.family()) {
            EVENTS.forEach(event -> script.append(dropTrigger(member, event)));
        }
        return script.append("DROP FUNCTION IF EXISTS ")
                .append(function)
                .append("();\n")
                .toString();
    }

    /** A transaction that deletes and inserts again, and is judged at its end, can't be judged statement by statement. */
    private List<String> events() {
        boolean atCommit = table.rules().massInvalidation().check() == MassInvalidation.Check.COMMIT;
        return atCommit ? List.of("TRUNCATE") : EVENTS;
    }

    private static String dropTrigger(GuardedTable member, String event) {
        return "DROP TRIGGER IF EXISTS " + Sql.name(ObjectNames.trigger(event)) + " ON " + Sql.table(member.name())
                + ";\n";
    }

    private String trigger(GuardedTable member, String event) {
        String rows = switch (event) {
            case "UPDATE" -> " REFERENCING OLD TABLE AS wg_old NEW TABLE AS wg_new";
            case "DELETE" -> " REFERENCING OLD TABLE AS wg_old";
            default -> "";
        };
        String when = event.equals("TRUNCATE") ? "BEFORE" : "AFTER";
        return dropTrigger(member, event) + "CREATE TRIGGER " + Sql.name(ObjectNames.trigger(event)) + " " + when + " "
                + event + " ON " + Sql.table(member.name()) + rows + " FOR EACH STATEMENT EXECUTE FUNCTION " + function
                + "();\n";
    }

    private String function() {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < table.secrets().size(); i++) {
            body.append(count(table.secrets().get(i)));
        }
        // without a schema the name is found as it is when the script runs, and from then on
        String path = table.name().schema() == null
                ? "FROM CURRENT"
                : "= " + Sql.name(table.name().schema()) + ", pg_temp";
        return """
                CREATE OR REPLACE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path %s AS $writeguard$
                DECLARE
                  live_before bigint;
                  live_after bigint;
                  lost bigint;
                  remaining bigint;
                BEGIN
                  IF %s() THEN
                    RETURN NULL;
                  END IF;
                %s  RETURN NULL;
                END;
                $writeguard$;
                REVOKE ALL ON FUNCTION %s() FROM PUBLIC;
                """.formatted(function, path, Sql.own(OverrideFunction.NAME), body, function);
    }

    /** What is lost of one secret: those that are gone, and those that all have got the same value. */
    private String count(GuardedColumn secret) {
        MassInvalidation limits = table.rules().massInvalidation();
        String alias = Sql.name(table.name().name());
        String live = secrets.accepted(secret) + PresentFunction.of(secret, secrets.column(secret));
        return """
                  -- %s
                  live_after := 0;
                  IF TG_OP = 'UPDATE' THEN
                    SELECT pg_catalog.count(*) INTO live_before FROM wg_old AS %2$s WHERE %3$s;
                    SELECT pg_catalog.count(*) INTO live_after FROM wg_new AS %2$s WHERE %3$s;
                  ELSIF TG_OP = 'DELETE' THEN
                    SELECT pg_catalog.count(*) INTO live_before FROM wg_old AS %2$s WHERE %3$s;
                  ELSE
                    EXECUTE pg_catalog.format(%4$s, TG_TABLE_SCHEMA, TG_TABLE_NAME) INTO live_before;
                  END IF;
                  lost := greatest(live_before - live_after, 0);
                %5$s  IF lost > 1 THEN
                    SELECT pg_catalog.count(*) INTO remaining FROM (SELECT FROM %6$s AS %2$s WHERE %3$s
                      LIMIT pg_catalog.ceil(lost / %7$s)::bigint) AS counted;
                    IF TG_OP = 'TRUNCATE' THEN
                      remaining := greatest(remaining - lost, 0);
                    END IF;
                    IF (lost > %8$s OR remaining = 0) AND lost > %7$s * (remaining + live_before - live_after) THEN
                      %9$s
                    END IF;
                  END IF;
                """.formatted(
                        secret.name(),
                        alias,
                        live,
                        Sql.text("SELECT pg_catalog.count(*) FROM %I.%I AS " + alias.replace("%", "%%") + " WHERE "
                                + live.replace("%", "%%")),
                        secret.rules().onRepeat() == OnRepeat.ALLOW ? "" : repeated(secret, alias, live),
                        Sql.table(table.name()),
                        limits.thresholdRatio().toPlainString(),
                        limits.minimumRows(),
                        raise(secret));
    }

    /** The same value in more rows than before, and in more than one: in all of them the secret is lost. */
    private String repeated(GuardedColumn secret, String alias, String live) {
        String value = secrets.comparable(secret);
        return """
                  IF TG_OP = 'UPDATE' AND live_after > 1 THEN
                    SELECT least(live_before, lost + coalesce(pg_catalog.sum(more.rows), 0)) INTO lost
                    FROM (SELECT after.rows - coalesce(before.rows, 0) AS rows
                      FROM (SELECT %1$s AS value, pg_catalog.count(*) AS rows FROM wg_new AS %2$s WHERE %3$s
                        GROUP BY 1 HAVING pg_catalog.count(*) > 1) AS after
                      LEFT JOIN (SELECT %1$s AS value, pg_catalog.count(*) AS rows FROM wg_old AS %2$s WHERE %3$s
                        GROUP BY 1) AS before ON before.value = after.value) AS more
                    WHERE more.rows > 0;
                  END IF;
                """.formatted(value, alias, live);
    }

    private String raise(GuardedColumn secret) {
        boolean warns = table.rules().action() == Action.WARN;
        WriteContext context = new WriteContext(table.rules(), table.name(), table.key(), "TRUNCATE");
        List<String> message = MassInvalidationRule.ofAllRows(context, secret.rules())
                .orElseThrow()
                .message()
                .lines()
                .toList();
        String advice = String.join(" ", message.subList(3, message.size() - 2)).replaceAll(" +", " ");
        return """
                RAISE %s USING ERRCODE = 'check_violation', CONSTRAINT = %s, SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME, COLUMN = %s,
                        MESSAGE = pg_catalog.format(%s, TG_OP, lost, remaining + live_before - live_after),
                        DETAIL = %s,
                        HINT = %s;""".formatted(
                        warns ? "WARNING" : "EXCEPTION",
                        Sql.text(ObjectNames.trigger("mass_invalidation")),
                        Sql.text(secret.column().name()),
                        Sql.text(DdlWording.lost(table.name(), secret.name())),
                        Sql.text(message.get(1) + "\n" + message.get(2)),
                        Sql.text(advice + " " + DdlWording.OVERRIDE));
    }
}
