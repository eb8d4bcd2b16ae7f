package io.writeguard.driver.impact;

import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.plan.WithQuery;
import io.writeguard.rules.plan.Write;
import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import java.util.ArrayList;
import java.util.List;

/** The WITH clauses of a write, for a question that must not execute any write in them. */
final class WithClause {

    private WithClause() {}

    /**
     * @param used the spans that the question takes from the statement
     * @throws NotAskable where one of them depends on a query that writes
     */
    static void append(SqlBuilder sql, SubmittedStatement statement, Write write, List<Span> used) {
        append(sql, Entries.of(statement), write, used);
    }

    /** The same for a batch, whose values only the question itself can refer to. */
    static void append(SqlBuilder sql, Entries entries, Write write, List<Span> used) {
        if (entries.isBatch()
                && (write.from() != null
                        || write.query() != null
                        || !write.with().isEmpty())) {
            throw new NotAskable("its values stand where only each entry by itself can be asked about");
        }
        SubmittedStatement statement = entries.first();
        List<Span> reading = new ArrayList<>();
        List<Span> everything = new ArrayList<>(used);
        for (WithQuery query : write.with()) {
            if (!query.modifying()) {
                reading.add(query.span());
                everything.add(query.span());
            }
        }
        for (WithQuery query : write.with()) {
            if (query.modifying() && everything.stream().anyMatch(span -> mentions(statement.sql(), span, query))) {
                throw new NotAskable("it depends on what another write in its WITH returns");
            }
        }
        String separator = write.withRecursive() ? "WITH RECURSIVE " : "WITH ";
        for (Span query : reading) {
            sql.own(separator).span(query);
            separator = ", ";
        }
        sql.own(" ");
    }

    private static boolean mentions(LexedSql sql, Span span, WithQuery query) {
        for (int token = span.from(); token < span.to(); token++) {
            if (sql.isName(token) && sql.word(token).equals(query.name())) {
                return true;
            }
        }
        return false;
    }
}
