package io.writeguard.driver.impact;

import io.writeguard.driver.row.KeyedHash;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.RowIdentities;
import io.writeguard.driver.statement.NamedRows;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.plan.Write;
import io.writeguard.rules.sql.Span;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Those of the rows about to be written that the transaction has locked or written before. */
public final class OwnRows {

    /** The transaction's own id and those of its savepoints; each holds a lock on itself (manual, "pg_locks"). */
    private static final String OWN_IDS =
            "ARRAY(SELECT wg_own.transactionid FROM pg_catalog.pg_locks AS wg_own WHERE wg_own.locktype ="
                    + " 'transactionid' AND wg_own.granted AND wg_own.pid = pg_catalog.pg_backend_pid())";

    private OwnRows() {}

    /**
     * To be asked before anything locks these rows for the guard. Of a row that several transactions share nothing can be
     * told; it is left out.
     *
     * @throws NotAskable where the question can't be made of the statement
     */
    public static void find(
            Questions questions,
            SubmittedStatement statement,
            Write write,
            GuardedTable table,
            RowIdentities identities,
            Consumer<KeyedHash> rows)
            throws SQLException {
        TargetRow target = new TargetRow(table, NamedRows.reference(write));
        List<Span> used = new ArrayList<>();
        if (write.from() != null) {
            used.add(write.from());
        }
        if (write.where() != null) {
            used.add(write.where());
        }
        SqlBuilder sql = new SqlBuilder(statement);
        WithClause.append(sql, statement, write, used);
        sql.own("SELECT " + target.identityList() + " FROM ")
                .tables(write)
                .own(" WHERE " + target.writerIn(OWN_IDS))
                .predicate("AND", write);
        questions.ask(sql.build(), row -> {
            rows.accept(target.identity(row, 0, identities).row());
            return true;
        });
    }
}
