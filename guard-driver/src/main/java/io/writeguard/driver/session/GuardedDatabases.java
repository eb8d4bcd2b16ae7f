package io.writeguard.driver.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.writeguard.driver.archive.ArchiveSchema;
import io.writeguard.driver.archive.SecretArchive;
import io.writeguard.driver.budget.Budget;
import io.writeguard.driver.budget.Ledger;
import io.writeguard.driver.judge.Knowledge;
import io.writeguard.driver.ledger.LedgerUnavailable;
import io.writeguard.driver.ledger.OwnConnections;
import io.writeguard.driver.schema.CatalogReader;
import io.writeguard.driver.schema.DatabaseIdentity;
import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.SchemaCheck;
import io.writeguard.driver.schema.SearchPath;
import io.writeguard.rules.Rules;
import io.writeguard.rules.RulesProblem;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.core.BaseConnection;

/** Finds the shared state of a connection's database; checks the rules against the schema the first time. Thread-safe. */
public final class GuardedDatabases {

    /** PostgreSQL's config_file_error (manual, appendix A). */
    private static final String CONFIG_FILE_ERROR = "F0000";

    /** Those that a guard or a connection still uses. */
    private static final Cache<Key, GuardedDatabase> SHARED =
            Caffeine.newBuilder().executor(Runnable::run).weakValues().build();

    /**
     * All guards of this JVM with equal rules and one database share one budget (SPEC section 2), also those that come after
     * one another. Also the lock.
     */
    private static final Map<BudgetKey, Kept> BUDGETS = new HashMap<>();

    /**
     * @param longest for how long the rules look back
     */
    private record Kept(Knowledge knowledge, Duration longest) {}

    private record BudgetKey(String database, String rules, Clock clock) {}

    /** @param path in which the names of the rules file are looked up */
    private record Key(BudgetKey budget, SearchPath path) {}

    private final Map<BaseConnection, Key> keys = Collections.synchronizedMap(new WeakHashMap<>());
    private final Set<GuardedDatabase> used = ConcurrentHashMap.newKeySet();
    private final Rules rules;
    private final Clock clock;

    public GuardedDatabases(Rules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * @throws SQLException where the rules don't fit the schema, with every problem in its message
     */
    GuardedDatabase of(Connection raw, BaseConnection server) throws SQLException {
        Key key = keys.get(server);
        if (key == null) {
            key = new Key(new BudgetKey(DatabaseIdentity.of(raw), rules.fingerprint(), clock), SearchPath.of(raw));
            keys.put(server, key);
        }
        GuardedDatabase known = SHARED.getIfPresent(key);
        if (known != null) {
            used.add(known);
            return known;
        }
        SchemaCheck check = CatalogReader.read(raw, rules, key.path());
        SecretArchive archive = SecretArchive.ofThisProcess(rules);
        List<RulesProblem> problems = new ArrayList<>(check.problems());
        problems.addAll(ArchiveSchema.problems(raw, check.catalog()));
        problems.addAll(ArchiveSchema.keyProblems(check.catalog(), archive));
        if (!problems.isEmpty()) {
            throw new SQLException(text(problems), CONFIG_FILE_ERROR);
        }
        GuardedDatabase shared = share(key, archive, check);
        used.add(shared);
        return shared;
    }

    private GuardedDatabase share(Key key, SecretArchive archive, SchemaCheck check) {
        synchronized (BUDGETS) {
            forgetSpentBudgets();
            Kept kept = BUDGETS.computeIfAbsent(
                    key.budget(), budget -> new Kept(Knowledge.empty(clock), longestMemory(rules)));
            return SHARED.get(key, first -> GuardedDatabase.of(rules, kept.knowledge(), archive, check));
        }
    }

    /** Budgets that nobody uses, once all that they hold has left its window. */
    private static void forgetSpentBudgets() {
        Set<BudgetKey> inUse = SHARED.asMap().keySet().stream().map(Key::budget).collect(Collectors.toSet());
        BUDGETS.entrySet()
                .removeIf(budget -> !inUse.contains(budget.getKey())
                        && budget.getValue()
                                .knowledge()
                                .isSpent(budget.getValue().longest()));
    }

    private static Duration longestMemory(Rules rules) {
        return rules.tables().stream()
                .flatMap(table -> Stream.of(
                        table.massInvalidation().window(), table.staleClear().within()))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** Lets go of what is held open for the databases that connections were opened to, until it is needed again. */
    void rest() {
        used.forEach(database -> database.knowledge().shared().rest());
    }

    /** Empties the windows that other processes share, for all of them. */
    void resetShared(OwnConnections source) throws LedgerUnavailable {
        for (GuardedDatabase database : used) {
            Knowledge knowledge = database.knowledge();
            for (GuardedTable table : database.catalog().tables()) {
                for (GuardedColumn secret : table.secrets()) {
                    Ledger ledger = knowledge.budget().ledger(table, secret.name());
                    if (ledger.shared()) {
                        knowledge.shared().reset(source, ledger);
                    }
                }
            }
            knowledge.shared().rest();
        }
    }

    /** The budgets of the databases that connections were opened to. */
    List<Budget> budgets() {
        return used.stream()
                .map(database -> database.knowledge().budget())
                .distinct()
                .toList();
    }

    private static String text(List<RulesProblem> problems) {
        return problems.stream().map(RulesProblem::toString).collect(Collectors.joining("\n"));
    }
}
