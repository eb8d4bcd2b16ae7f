package io.writeguard.driver.session;

import io.writeguard.driver.budget.Budget;
import io.writeguard.driver.judge.Knowledge;
import io.writeguard.driver.schema.CatalogReader;
import io.writeguard.driver.schema.DatabaseIdentity;
import io.writeguard.driver.schema.SchemaCheck;
import io.writeguard.driver.schema.SearchPath;
import io.writeguard.rules.Rules;
import io.writeguard.rules.RulesProblem;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.postgresql.core.BaseConnection;

/** Finds the shared state of a connection's database; checks the rules against the schema the first time. Thread-safe. */
public final class GuardedDatabases {

    /** PostgreSQL's config_file_error (manual, appendix A). */
    private static final String CONFIG_FILE_ERROR = "F0000";

    private static final ConcurrentMap<Key, GuardedDatabase> SHARED = new ConcurrentHashMap<>();

    /** All guards of this JVM with equal rules and one database share one budget (SPEC section 2). */
    private static final ConcurrentMap<BudgetKey, Knowledge> BUDGETS = new ConcurrentHashMap<>();

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
        GuardedDatabase known = SHARED.get(key);
        if (known != null) {
            used.add(known);
            return known;
        }
        SchemaCheck check = CatalogReader.read(raw, rules, key.path());
        if (!check.problems().isEmpty()) {
            throw new SQLException(text(check.problems()), CONFIG_FILE_ERROR);
        }
        Knowledge knowledge = BUDGETS.computeIfAbsent(key.budget(), budget -> Knowledge.empty(clock));
        GuardedDatabase checked = GuardedDatabase.of(rules, knowledge, check);
        GuardedDatabase first = SHARED.putIfAbsent(key, checked);
        GuardedDatabase shared = first == null ? checked : first;
        used.add(shared);
        return shared;
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
