package io.writeguard.driver.impact;

import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.Identifiers;
import java.util.List;

/** Rows with a live secret, counted up to a limit. */
public final class LiveCount {

    private LiveCount() {}

    /** One row with one bigint; never more than the limit. */
    public static Question of(GuardedTable table, GuardedColumn secret, long limit) {
        String source = Identifiers.quoted(table.counted().name());
        String alias = Identifiers.quoted(table.counted().name().name());
        String present = Values.present(
                secret, alias + "." + Identifiers.quoted(secret.column().name()));
        String liveWhen = table.rules().liveWhen();
        String onlyRows = secret.rules().onlyRows();
        return new Question(
                "SELECT pg_catalog.count(*) FROM (SELECT FROM " + source + " AS " + alias + " WHERE " + present
                        + and(liveWhen) + and(onlyRows) + " LIMIT " + limit + ") AS wg_counted",
                false,
                List.of());
    }

    private static String and(String predicate) {
        return predicate == null ? "" : " AND (" + predicate + "\n)";
    }
}
