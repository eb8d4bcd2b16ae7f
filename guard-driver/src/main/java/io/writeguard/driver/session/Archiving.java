package io.writeguard.driver.session;

import io.writeguard.driver.archive.ArchiveBook;
import io.writeguard.driver.archive.ArchiveUnavailable;
import io.writeguard.driver.archive.KeptSecrets;
import io.writeguard.driver.judge.Judgement;
import io.writeguard.driver.schema.NameResolver;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Keeps what a submission takes from tables with {@code archive}: what its looks have found, before it is sent. Afterwards
 * it makes sure that it has written no other rows. One thread at a time.
 */
final class Archiving {

    private static final long NOT_COUNTED = -1;

    /** Words in front of a parenthesis that call nothing. */
    private static final Set<String> NO_CALLS =
            Set.of("in", "values", "any", "all", "some", "and", "or", "not", "where", "set", "returning", "on", "when");

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
    void verify(Judgement judgement, List<SubmittedStatement> statements, long updateCount) throws SQLException {
        KeptSecrets kept = judgement.kept();
        if (kept.isEmpty() || judgement.toBeMeasured()) {
            return;
        }
        try {
            long written = writtenBefore == NOT_COUNTED
                    ? updateCount
                    : book.written(kept, names.catalog().tables()) - writtenBefore;
            boolean others = isOneWrite(statements) && findsByMore(statements.get(0));
            ArchiveBook.requireAllKept(kept, others ? written + book.untouched(kept) : written);
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
        return judgement.matched().known()
                && !judgement.kept().cascades()
                && statements.size() == 1
                && !has(statements.get(0).sql(), "returning");
    }

    /** Of several, a later one may put back what an earlier one has taken. */
    private static boolean isOneWrite(List<SubmittedStatement> statements) {
        return statements.size() == 1
                && statements.get(0).reading().writes().size() == 1
                && statements.get(0).reading().changes().isEmpty();
    }

    /** Whether which rows it finds may depend on more than what is in them, so that it may find others than the look. */
    private static boolean findsByMore(SubmittedStatement statement) {
        LexedSql sql = statement.sql();
        boolean calls = false;
        for (int token = 0; token + 1 < sql.size(); token++) {
            boolean from = sql.isKeyword(token, "from") && !(token > 0 && sql.isKeyword(token - 1, "delete"));
            boolean call = sql.isName(token)
                    && sql.is(token + 1, TokenType.OPEN_PARENTHESIS)
                    && NO_CALLS.stream().noneMatch(sql.word(token)::equals);
            calls |= from || call;
        }
        return calls || has(sql, "select") || has(sql, "using") || has(sql, "merge");
    }

    private static boolean has(LexedSql sql, String keyword) {
        return sql.hasKeyword(new Span(0, sql.size()), keyword);
    }
}
