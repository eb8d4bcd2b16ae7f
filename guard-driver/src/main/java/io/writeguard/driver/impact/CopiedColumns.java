package io.writeguard.driver.impact;

import io.writeguard.driver.schema.GuardedTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The columns that a COPY without a column list copies: all but generated ones (manual, COPY). */
public final class CopiedColumns {

    private CopiedColumns() {}

    public static List<String> of(Questions questions, GuardedTable table) throws SQLException {
        List<String> columns = new ArrayList<>();
        Question question = new Question(
                "SELECT attname::pg_catalog.text FROM pg_catalog.pg_attribute WHERE attrelid = " + table.oid()
                        + "::pg_catalog.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum",
                false,
                List.of());
        questions.ask(question, row -> columns.add(row.getString(1)));
        return columns;
    }
}
