package io.writeguard.driver.schema;

import io.writeguard.rules.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out from the catalog by which other relations and functions guarded tables are reached. */
final class ReachReader {

    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");
    private static final Set<String> WRITING =
            Set.of("insert", "update", "delete", "truncate", "merge", "copy", "drop", "alter", "execute");
    private static final Set<String> ENDING = Set.of("commit", "rollback");

    private final Map<TableName, Long> names = new HashMap<>();
    private final Map<Long, Set<HiddenRoute>> hidden = new HashMap<>();
    private final Set<String> functions = new HashSet<>();
    private final Set<Long> functionOids = new HashSet<>();
    private final Set<String> transactional = new HashSet<>();
    /** Everything whose mention in a body means that a guarded table may be reached. */
    private final Set<String> reaching = new HashSet<>();

    private ReachReader() {}

    static Reach read(Connection connection, Collection<GuardedTable> tables) throws SQLException {
        ReachReader reader = new ReachReader();
        ReachQueries queries = new ReachQueries(connection);
        tables.forEach(table -> reader.reaching.add(table.name().name()));
        List<ForeignKey> keys = queries.foreignKeys();
        ForeignKeyReach foreignKeys = new ForeignKeyReach(tables, keys);
        for (ForeignKey key : keys) {
            boolean reaches = foreignKeys.cascades().containsKey(key.parent())
                    || foreignKeys.truncations().containsKey(key.parent());
            if (reaches) {
                reader.name(key.parentName(), key.parent());
            }
        }
        for (ForeignKey key : foreignKeys.hidden()) {
            reader.hide(key.parentName(), key.parent(), Set.of(WriteEvent.DELETE), Set.of());
        }
        reader.undeclaredParents(tables, queries.inheritance());
        reader.followDefinitions(queries);
        return new Reach(
                reader.names,
                foreignKeys.cascades(),
                foreignKeys.truncations(),
                reader.hidden,
                reader.functions,
                reader.transactional);
    }

    /** A write of a parent that the rules file does not name reaches its guarded children. */
    private void undeclaredParents(Collection<GuardedTable> tables, List<ReachQueries.Inheritance> inheritance) {
        Set<Long> guarded = new HashSet<>();
        tables.forEach(table -> guarded.add(table.oid()));
        for (ReachQueries.Inheritance link : inheritance) {
            if (guarded.contains(link.child()) && !guarded.contains(link.parent())) {
                hide(link.parentName(), link.parent(), Set.of(WriteEvent.values()), Set.of());
            }
        }
    }

    /** Goes on until nothing new is reached: views over views, triggers whose functions write other tables with triggers. */
    private void followDefinitions(ReachQueries queries) throws SQLException {
        List<ReachQueries.Defined> views = queries.views();
        List<ReachQueries.Defined> rules = queries.rules();
        List<ReachQueries.Function> bodies = queries.functions();
        List<ReachQueries.Trigger> triggers = queries.triggers();
        Set<Record> followed = new HashSet<>();
        int known = -1;
        while (known != followed.size()) {
            known = followed.size();
            views.stream().filter(this::followDefinition).forEach(followed::add);
            rules.stream().filter(this::followDefinition).forEach(followed::add);
            bodies.stream().filter(this::followBody).forEach(followed::add);
            triggers.stream().filter(this::followTrigger).forEach(followed::add);
        }
    }

    private boolean followDefinition(ReachQueries.Defined relation) {
        if (!mentionsReaching(words(relation.definition()))) {
            return false;
        }
        hide(relation.name(), relation.oid(), relation.events(), Set.of());
        return true;
    }

    private boolean followBody(ReachQueries.Function function) {
        Set<String> words = words(function.body());
        boolean calls = words.stream().anyMatch(functions::contains);
        boolean writes = words.stream().anyMatch(WRITING::contains);
        if (!calls && !(writes && mentionsReaching(words))) {
            return false;
        }
        functions.add(function.name());
        functionOids.add(function.oid());
        if (words.stream().anyMatch(ENDING::contains)) {
            transactional.add(function.name());
        }
        return true;
    }

    private boolean followTrigger(ReachQueries.Trigger trigger) {
        if (!functionOids.contains(trigger.function())) {
            return false;
        }
        hide(trigger.name(), trigger.relation(), trigger.events(), trigger.columns());
        return true;
    }

    private void hide(TableName name, long relation, Set<WriteEvent> events, Set<String> columns) {
        name(name, relation);
        Set<HiddenRoute> routes = hidden.computeIfAbsent(relation, oid -> new HashSet<>());
        events.forEach(event -> routes.add(new HiddenRoute(event, event == WriteEvent.UPDATE ? columns : Set.of())));
    }

    private void name(TableName name, long relation) {
        names.put(name, relation);
        reaching.add(name.name());
    }

    private boolean mentionsReaching(Set<String> words) {
        return words.stream().anyMatch(reaching::contains);
    }

    /** Folded, and as written, since a body may quote a name. */
    private static Set<String> words(String body) {
        Set<String> words = new HashSet<>();
        Matcher word = WORD.matcher(body);
        while (word.find()) {
            words.add(word.group());
            words.add(word.group().toLowerCase(Locale.ROOT));
        }
        return words;
    }
}
