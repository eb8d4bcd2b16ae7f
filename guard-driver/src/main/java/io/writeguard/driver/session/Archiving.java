package io.writeguard.driver.session;

import io.writeguard.driver.archive.ArchiveBook;
import io.writeguard.driver.archive.ArchiveUnavailable;
import io.writeguard.driver.archive.KeptSecrets;
import io.writeguard.driver.judge.Judgement;
import io.writeguard.driver.schema.NameResolver;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.sql.LexedSql;
import java.sql.SQLException;
import java.util.List;

/**
 * Keeps what a submission takes from tables with {@code archive}: what its looks have found, before it is sent. Afterwards
 * it makes sure that it has written no other rows. One thread at a time.
 */
final class Archiving {

    private static final long NOT_COUNTED = -1;

    private final ArchiveBook book;
    private final NameResolver names;
    private final FollowedTransaction transaction;
    private final GuardFailures failures;
    private long writtenBefore;

    Archiving(ArchiveBook book, NameResolver names, FollowedTransaction transaction, GuardFailures failures) {
        this.book = book;
        this.names = names;
        this.transaction = transaction;
        this.failures = failures;
    }

    /** To be called in the submission's transaction, before it is sent. */
    void keep(Judgement judgement, List<SubmittedStatement> statements) throws SQLException {
        KeptSecrets kept = judgement.kept();
        if (kept.isEmpty()) {
            return;
        }
        keep(kept, statements);
        writtenBefore = judgement.toBeMeasured() || updateCountTells(judgement, statements)
                ? NOT_COUNTED
                : book.written(kept, names.catalog().tables());
    }

    /** Keeps what running it has shown. */
    void keep(KeptSecrets kept, List<SubmittedStatement> statements) throws SQLException {
        book.keep(kept.secrets(), statements.get(0).sql().withoutLiterals());
    }

    /**
     * To be called once it has run, before it counts.
     *
     * @param updateCount below 0 where it is not known
     */
    void verify(Judgement judgement, long updateCount) throws SQLException {
        KeptSecrets kept = judgement.kept();
        if (kept.isEmpty() || judgement.toBeMeasured()) {
            return;
        }
        try {
            ArchiveBook.requireAllKept(
                    kept,
                    writtenBefore == NOT_COUNTED
                            ? updateCount
                            : book.written(kept, names.catalog().tables()) - writtenBefore);
        } catch (SQLException failure) {
            if (failure instanceof ArchiveUnavailable) {
                transaction.fail();
            }
            throw failures.translate(failure);
        }
    }

    /** Removes what has been kept long enough, now and then, outside the application's transaction. */
    void tidy(Judgement judgement) {
        book.tidy(judgement.kept());
    }

    private static boolean updateCountTells(Judgement judgement, List<SubmittedStatement> statements) {
        return judgement.matched().known() && statements.size() == 1 && !returnsRows(statements.get(0));
    }

    private static boolean returnsRows(SubmittedStatement statement) {
        LexedSql sql = statement.sql();
        for (int token = 0; token < sql.size(); token++) {
            if (sql.isKeyword(token, "returning")) {
                return true;
            }
        }
        return false;
    }
}
