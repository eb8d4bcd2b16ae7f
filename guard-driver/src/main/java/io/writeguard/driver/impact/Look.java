package io.writeguard.driver.impact;

import io.writeguard.driver.row.RowIdentity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * A question about the rows that a write would find, all of which it locks: what is not locked could become worth looking
 * at before the write comes.
 *
 * @param reader of a row of the answer, whose first column is the entry that it is about
 */
public record Look(Question question, Reader reader) {

    /** Reads one row of the answer. */
    @FunctionalInterface
    public interface Reader {
        ChangedRow read(ResultSet row) throws SQLException;
    }

    /** Takes the rows of an answer. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Returns whether the next row is wanted.
         *
         * @param entry which of the {@link Entries} it is about, from 0
         */
        boolean visit(int entry, ChangedRow row) throws SQLException;
    }

    public void ask(Questions questions, Visitor visitor) throws SQLException {
        questions.ask(question, row -> visitor.visit(row.getInt(1), reader.read(row)));
    }

    /** A row whose secrets stay as they are. It needs an identity only where a join may find it twice. */
    static ChangedRow unaffected(RowIdentity identityOrNull) {
        return new ChangedRow(identityOrNull, false, false, null, List.of());
    }
}
