package io.writeguard.rules.plan;

import io.writeguard.rules.sql.LexedSql;
import java.util.Set;

/**
 * How the data of a {@code COPY … FROM STDIN} is written (manual, COPY).
 *
 * @param delimiter between columns, one character; of no meaning in BINARY
 * @param nullText what stands for NULL
 * @param defaultText what stands for the column's default; null where nothing does
 * @param quote of CSV
 * @param escape of CSV, before a quote inside quotes
 * @param header whether the first line holds no data
 * @param encoding as it is named; null where it is the connection's own
 * @param forceNull columns of CSV in which the quoted null text is NULL too
 * @param forceNotNull columns of CSV in which the null text is a value
 * @param problem why the data can't be followed, as a clause; null where it can
 */
public record CopyOptions(
        Format format,
        char delimiter,
        String nullText,
        String defaultText,
        char quote,
        char escape,
        boolean header,
        String encoding,
        Set<String> forceNull,
        Set<String> forceNotNull,
        String problem) {

    /** Stands for every column in {@link #forceNull} and {@link #forceNotNull}. */
    public static final String EVERY_COLUMN = "*";

    /** The formats of COPY. */
    public enum Format {
        TEXT,
        CSV,
        BINARY
    }

    public CopyOptions {
        forceNull = Set.copyOf(forceNull);
        forceNotNull = Set.copyOf(forceNotNull);
    }

    /** Reads them from a statement of kind COPY_FROM. */
    public static CopyOptions of(LexedSql sql, StatementReading copy) {
        return new CopyOptionsReader(new Cursor(sql, copy.span())).read();
    }
}
