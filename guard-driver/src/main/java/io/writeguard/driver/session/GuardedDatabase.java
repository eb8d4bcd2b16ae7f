package io.writeguard.driver.session;

import io.writeguard.driver.archive.SecretArchive;
import io.writeguard.driver.judge.Knowledge;
import io.writeguard.driver.schema.Catalog;
import io.writeguard.driver.schema.CatalogReader;
import io.writeguard.driver.schema.SchemaChanges;
import io.writeguard.driver.schema.SchemaCheck;
import io.writeguard.rules.Rules;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What all guarded connections to one database under one rules file share. Thread-safe. */
public final class GuardedDatabase {

    private static final long CATALOG_KEPT_MILLIS = Duration.ofSeconds(60).toMillis();

    private final Rules rules;
    private final Knowledge knowledge;
    private final Clock clock;
    private final SecretArchive archive;
    private volatile Catalog catalog;
    private final AtomicLong changes = new AtomicLong();
    private volatile Look look;

    /**
     * When the catalog was looked up.
     *
     * @param due in milliseconds of the clock: when it is to be looked up again
     * @param changes of definitions that had been heard of by then
     */
    private record Look(long due, long changes) {}

    private GuardedDatabase(Rules rules, Knowledge knowledge, SecretArchive archive, Catalog catalog) {
        this.archive = archive;
        this.rules = rules;
        this.knowledge = knowledge;
        this.catalog = catalog;
        this.clock = knowledge.clock();
        this.look = look(0);
    }

    private Look look(long changesHeardOf) {
        return new Look(clock.millis() + CATALOG_KEPT_MILLIS, changesHeardOf);
    }

    /** A database whose schema fits the rules. */
    public static GuardedDatabase of(Rules rules, Knowledge knowledge, SecretArchive archive, SchemaCheck check) {
        return new GuardedDatabase(rules, knowledge, archive, check.catalog());
    }

    SecretArchive archive() {
        return archive;
    }

    Knowledge knowledge() {
        return knowledge;
    }

    Rules rules() {
        return rules;
    }

    Catalog catalog() {
        return catalog;
    }

    /** DDL has been committed, or a name stands for something else: the catalog is to be looked up again. */
    void definitionsChanged() {
        changes.incrementAndGet();
    }

    /** Whether the catalog is too old to say what a text reaches. Asked before every statement: makes no object. */
    boolean refreshDue() {
        Look last = look;
        return last.changes() != changes.get() || clock.millis() >= last.due();
    }

    /**
     * Looks the catalog up again.
     *
     * @param connection outside a transaction, so that it sees what others see
     * @return what has changed, in words, each told once
     */
    List<String> refresh(Connection connection) throws SQLException {
        Look now = look(changes.get());
        Catalog fresh = CatalogReader.readAgain(connection, rules, catalog);
        synchronized (this) {
            Catalog before = catalog;
            catalog = fresh;
            look = now;
            return SchemaChanges.between(before, fresh);
        }
    }

    /** The catalog as a transaction sees it that has changed definitions itself. */
    Catalog catalogInside(Connection transaction) throws SQLException {
        return CatalogReader.readAgain(transaction, rules, catalog);
    }
}
