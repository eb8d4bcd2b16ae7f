package io.writeguard.driver.schema;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** The functions and procedures that may write a guarded table, as far as they have been found. */
final class ReachedFunctions {

    private static final Set<String> WRITING =
            Set.of("insert", "update", "delete", "truncate", "merge", "copy", "drop", "alter");
    private static final Set<String> DESTROYING = Set.of("update", "delete", "truncate", "merge", "drop", "alter");
    private static final Set<String> BUILDING = Set.of("insert", "select", "create");
    private static final Set<String> ENDING = Set.of("commit", "rollback");

    /** PostgreSQL's own that run a query which they are handed as a text, or one about a relation that they are handed. */
    private static final Set<String> RUNNING_TEXT = Set.of(
            "cursor_to_xml",
            "database_to_xml",
            "database_to_xml_and_xmlschema",
            "query_to_xml",
            "query_to_xml_and_xmlschema",
            "schema_to_xml",
            "schema_to_xml_and_xmlschema",
            "table_to_xml",
            "table_to_xml_and_xmlschema",
            "ts_rewrite",
            "ts_stat");

    private final ReachedRelations relations;
    private final Set<String> names = new HashSet<>();
    private final Set<Long> oids = new HashSet<>();
    private final Set<String> transactional = new HashSet<>();
    private final Set<String> runningViews = new HashSet<>();

    ReachedFunctions(ReachedRelations relations) {
        this.relations = relations;
    }

    Set<String> names() {
        return names;
    }

    /** Those that may end transactions, and are known to write a guarded table. */
    Set<String> transactional() {
        return transactional;
    }

    /** Names of views, and of relations with a policy, that call one whenever they are read; operators, types and columns that do. */
    Set<String> runningViews() {
        return runningViews;
    }

    boolean contains(long function) {
        return oids.contains(function);
    }

    boolean calledIn(Set<String> body) {
        return !Collections.disjoint(names, body) || !Collections.disjoint(runningViews, body);
    }

    boolean followCaller(ReachQueries.Caller caller) {
        return contains(caller.function()) && runningViews.add(caller.word());
    }

    boolean followDomain(ReachQueries.Domain domain) {
        return calledIn(BodyWords.in(domain.definition())) && runningViews.add(domain.name());
    }

    /** A text may call whatever function is reached. Alone it writes nothing: queries are run read-only there. */
    boolean followTexts() {
        return !names.isEmpty() && names.addAll(RUNNING_TEXT);
    }

    boolean followView(ReachQueries.Defined view) {
        return calledIn(BodyWords.in(view.definition()))
                && runningViews.add(view.relation().name().name());
    }

    /** Returns whether something new was found. */
    boolean follow(ReachQueries.Function function) {
        Set<String> words = BodyWords.in(function.body());
        boolean executesText = words.contains("execute");
        boolean writes = executesText || !Collections.disjoint(words, WRITING);
        boolean named = (writes && relations.mentionedIn(words)) || calledIn(words);
        if (!named && !(executesText && executesAnything(words))) {
            return false;
        }
        boolean found = names.add(function.name());
        found |= oids.add(function.oid());
        boolean ends = !Collections.disjoint(words, ENDING) || !Collections.disjoint(words, transactional);
        if (function.procedure() && named && ends) {
            found |= transactional.add(function.name());
        }
        return found;
    }

    /** Whether text that it puts together may destroy rows of any table: measured, to be on the safe side. */
    private static boolean executesAnything(Set<String> words) {
        return !Collections.disjoint(words, DESTROYING) || Collections.disjoint(words, BUILDING);
    }
}
