package io.writeguard.driver.statement;

import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.rules.plan.ValueSource;
import io.writeguard.rules.plan.Write;
import java.util.List;

/** Which value of an INSERT belongs to which column. */
public final class InsertedRows {

    private static final ValueSource LEFT_OUT = new ValueSource.Default();

    private InsertedRows() {}

    /** The column's place in the list of values, from 0; -1 where the INSERT leaves it out. */
    public static int position(GuardedTable table, Write write, String column) {
        if (!write.columns().isEmpty()) {
            return write.columns().indexOf(column);
        }
        for (int i = 0; i < table.columns().size(); i++) {
            if (table.columns().get(i).name().equals(column)) {
                return i;
            }
        }
        return -1;
    }

    /** What a row of VALUES gives the column; DEFAULT where it is left out. */
    public static ValueSource source(GuardedTable table, Write write, int row, String column) {
        List<ValueSource> values = write.rows().get(row);
        int position = position(table, write, column);
        return position < 0 || position >= values.size() ? LEFT_OUT : values.get(position);
    }
}
