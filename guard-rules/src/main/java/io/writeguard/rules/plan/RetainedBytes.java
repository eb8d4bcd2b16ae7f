package io.writeguard.rules.plan;

import io.writeguard.rules.sql.LexedSql;
import java.util.Collection;
import java.util.List;

/** About how much of the heap a reading holds, from the sizes of its objects in a JVM with compressed pointers. */
final class RetainedBytes {

    private static final int READING = 500;
    private static final int WRITE = 300;
    private static final int ASSIGNMENT = 60;
    private static final int ROW = 48;
    private static final int VALUE = 16;
    private static final int EQUALITY = 100;
    private static final int ELEMENT = 16;

    private RetainedBytes() {}

    static int of(StatementReading reading) {
        int bytes = READING
                + names(reading.identifiers())
                + EQUALITY * reading.functions().size();
        for (Write write : reading.writes()) {
            bytes += of(write);
        }
        return bytes + WRITE * (reading.reads().size() + reading.changes().size());
    }

    private static int of(Write write) {
        int bytes = WRITE
                + names(write.columns())
                + ASSIGNMENT * write.assignments().size()
                + EQUALITY * (write.equalities().size() + write.with().size());
        for (List<ValueSource> row : write.rows()) {
            bytes += ROW + VALUE * row.size();
        }
        for (Collection<String> compared : write.compared()) {
            bytes += names(compared);
        }
        return bytes;
    }

    private static int names(Collection<String> names) {
        int bytes = 0;
        for (String name : names) {
            bytes += ELEMENT + LexedSql.bytesOf(name);
        }
        return bytes;
    }
}
