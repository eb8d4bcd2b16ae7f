package io.writeguard.driver.session;

import io.writeguard.driver.schema.NameResolver;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.plan.StatementKind;
import java.sql.SQLException;
import java.util.List;

/** Follows what a submission has done to the transaction, to definitions and to names. */
final class AfterSending {

    private final FollowedTransaction transaction;
    private final SessionCatalog catalogs;
    private final NameResolver names;
    private final SqlOverrides sqlOverrides;

    AfterSending(
            FollowedTransaction transaction, SessionCatalog catalogs, NameResolver names, SqlOverrides sqlOverrides) {
        this.transaction = transaction;
        this.catalogs = catalogs;
        this.names = names;
        this.sqlOverrides = sqlOverrides;
    }

    /**
     * It has run without an error.
     *
     * @param writesToo whether it has also written to guarded tables, see {@link FollowedTransaction#follow}
     */
    void succeeded(List<SubmittedStatement> statements, boolean writesToo) throws SQLException {
        for (SubmittedStatement statement : statements) {
            transaction.follow(statement.sql(), statement.reading(), writesToo);
            sqlOverrides.follow(statement);
        }
        forgetWhatMayHaveChanged(statements);
        if (transaction.autoCommits()) {
            transaction.committed();
            catalogs.committed();
        }
        sqlOverrides.announce();
    }

    /** It has run in a transaction that had failed: only the end of it, or of a part of it, runs there. */
    void ranInFailedTransaction(List<SubmittedStatement> statements) {
        if (transaction.idle()) {
            transaction.rolledBack();
        } else {
            statements.forEach(statement -> transaction.follow(statement.sql(), statement.reading(), false));
        }
        names.forget();
        sqlOverrides.announce();
    }

    void forgetWhatMayHaveChanged(List<SubmittedStatement> statements) {
        for (SubmittedStatement statement : statements) {
            if (statement.reading().kind() == StatementKind.DDL) {
                catalogs.changed();
            }
            if (ReadShape.followed(statement.reading())) {
                names.forget();
            }
        }
    }
}
