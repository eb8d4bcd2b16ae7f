package io.writeguard.driver.session;

import io.writeguard.driver.judge.Knowledge;
import io.writeguard.driver.row.KeyedHash;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.NameResolver;
import io.writeguard.driver.statement.NamedRows;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.StaleClear;
import io.writeguard.rules.plan.Read;
import io.writeguard.rules.plan.StatementKind;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Notices reads of a row by its key, which tell the reader of every renewal before them, and locks on it. */
final class KeyReads {

    /**
     * A read that is about to be sent.
     *
     * @param sequence how far commits had come before it
     * @param at when it was sent
     */
    record Found(long table, List<KeyedHash> rows, boolean locking, long sequence, Instant at) {}

    private final Knowledge knowledge;
    private final NameResolver names;
    private final FollowedTransaction transaction;

    KeyReads(Knowledge knowledge, NameResolver names, FollowedTransaction transaction) {
        this.knowledge = knowledge;
        this.names = names;
        this.transaction = transaction;
    }

    List<Found> of(List<SubmittedStatement> statements) throws SQLException {
        List<Found> found = new ArrayList<>();
        for (SubmittedStatement statement : statements) {
            if (statement.reading().kind() == StatementKind.QUERY) {
                for (Read read : statement.reading().reads()) {
                    Optional<GuardedTable> table = names.resolve(read.relation());
                    if (table.isPresent() && table.get().rules().staleClear().mode() != StaleClear.Mode.OFF) {
                        found.add(read(statement, read, table.get()));
                    }
                }
            }
        }
        return found;
    }

    /** The reads have been answered. */
    void remember(List<Found> reads) {
        for (Found read : reads) {
            read.rows().forEach(row -> knowledge.reads().read(row, read.sequence(), read.at()));
            if (read.locking()) {
                transaction.current().hold(new HashSet<>(read.rows()));
                if (read.rows().isEmpty()) {
                    transaction.current().holdUnnamed(read.table());
                }
            }
        }
    }

    private Found read(SubmittedStatement statement, Read read, GuardedTable table) {
        String reference =
                Objects.requireNonNullElse(read.alias(), read.relation().name());
        boolean only = statement.reading().reads().size() == 1;
        List<KeyedHash> rows = NamedRows.of(statement, read, reference, only, table, knowledge.identities(table));
        return new Found(
                table.oid(),
                rows,
                read.locking(),
                knowledge.renewals().now(),
                knowledge.clock().instant());
    }
}
