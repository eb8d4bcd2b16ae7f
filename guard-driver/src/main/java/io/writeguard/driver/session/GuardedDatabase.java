package io.writeguard.driver.session;

import io.writeguard.driver.judge.Knowledge;
import io.writeguard.driver.schema.Catalog;
import io.writeguard.driver.schema.CatalogReader;
import io.writeguard.driver.schema.SchemaCheck;
import io.writeguard.rules.Rules;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** What all guarded connections to one database under one rules file share. Thread-safe. */
public final class GuardedDatabase {

    private static final Duration CATALOG_KEPT = Duration.ofSeconds(60);

    private final Rules rules;
    private final Knowledge knowledge;
    private volatile Catalog catalog;
    private volatile Instant lookedUp;

    private GuardedDatabase(Rules rules, Knowledge knowledge, Catalog catalog) {
        this.rules = rules;
        this.knowledge = knowledge;
        this.catalog = catalog;
        this.lookedUp = knowledge.clock().instant();
    }

    /** A database whose schema fits the rules. */
    public static GuardedDatabase of(Rules rules, Knowledge knowledge, SchemaCheck check) {
        return new GuardedDatabase(rules, knowledge, check.catalog());
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

    /** DDL has been committed: the catalog is to be looked up again. */
    void definitionsChanged() {
        lookedUp = Instant.MIN;
    }

    /** Whether the catalog is too old to say what a text reaches. */
    boolean refreshDue() {
        return !lookedUp.isAfter(knowledge.clock().instant().minus(CATALOG_KEPT));
    }

    /**
     * Looks the catalog up again.
     *
     * @param connection outside a transaction, so that it sees what others see
     */
    void refresh(Connection connection) throws SQLException {
        Instant now = knowledge.clock().instant();
        catalog = CatalogReader.readAgain(connection, rules, catalog);
        lookedUp = now;
    }

    /** The catalog as a transaction sees it that has changed definitions itself. */
    Catalog catalogInside(Connection transaction) throws SQLException {
        return CatalogReader.readAgain(transaction, rules, catalog);
    }
}
