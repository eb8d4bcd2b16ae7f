package io.writeguard.driver.judge;

import io.writeguard.driver.impact.NotAskable;
import io.writeguard.driver.schema.CascadePath;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.statement.NamedRows;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.plan.Operation;
import io.writeguard.rules.plan.StatementKind;
import io.writeguard.rules.plan.StatementReading;
import io.writeguard.rules.plan.TableChange;
import io.writeguard.rules.plan.Write;
import io.writeguard.rules.sql.RelationName;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Sees to it that a write which is looked at before anything of its submission is sent does not depend on an earlier
 * statement of the same submission: the look would find other rows than the write itself.
 */
final class Dependencies {

    private static final String ANY_ROW = "*";

    /** Kinds that may have written anything. */
    private static final Set<StatementKind> UNKNOWN_WRITES = EnumSet.of(StatementKind.ROUTINE, StatementKind.EXECUTE);

    private static final Set<String> NAMING_SETTINGS =
            Set.of("search_path", "schema", "role", "authorization", "set_config", "all");

    private static final Set<String> TEMPORARY = Set.of("temp", "temporary");

    /** By guarded table, the columns that were written so far, and {@link #ANY_ROW} where rows were inserted. */
    private final Map<Long, Set<String>> columns = new HashMap<>();

    /** By guarded table, the texts that have written it; statements of one text are about rows of their own. */
    private final Map<Long, Set<StatementReading>> readings = new HashMap<>();

    /** Relations that were written or defined so far, and columns that were. */
    private final Set<String> changed = new HashSet<>();

    /** Relations into which rows may have come so far, or whose rows may have got other values. */
    private final Set<String> shifted = new HashSet<>();

    private boolean anything;
    private boolean names;

    /**
     * @throws NotAskable where the write's rows or values may come from an earlier statement
     */
    void check(SubmittedStatement statement, Write write, GuardedTable table) {
        boolean first = changed.isEmpty() && !anything;
        if (first || !reachesSecrets(write, table) || isPlainInsert(write)) {
            return;
        }
        String own = write.target().name();
        boolean readsWritten = changed.stream()
                .anyMatch(name ->
                        !name.equals(own) && statement.reading().identifiers().contains(name));
        if (anything || readsWritten || dependsOnOwnRows(statement, write, table)) {
            throw new NotAskable("its rows depend on an earlier statement that is sent together with it");
        }
    }

    /**
     * @throws NotAskable where an earlier statement may have changed which rows the DELETE takes along
     */
    void check(SubmittedStatement statement, CascadePath path) {
        boolean onPath = path.keys().stream()
                .anyMatch(key -> shifted.contains(key.childName().name())
                        || shifted.contains(key.parentName().name()));
        if (anything
                || onPath
                || !Collections.disjoint(shifted, statement.reading().identifiers())) {
            throw new NotAskable("its rows depend on an earlier statement that is sent together with it");
        }
    }

    /** Whether a name may by now stand for another table than before the submission. */
    boolean changeNames() {
        return names;
    }

    /** To be called once all writes of a statement have been checked: they see the tables as before all of them. */
    void note(StatementReading reading) {
        anything |= UNKNOWN_WRITES.contains(reading.kind());
        names |= changesNames(reading);
        for (TableChange change : reading.changes()) {
            changed.add(change.relation().name());
            shifted.add(change.relation().name());
            if (change.column() != null) {
                changed.add(change.column());
            }
        }
        if (reading.executesWrites()) {
            reading.writes().stream().map(Write::target).map(RelationName::name).forEach(changed::add);
            reading.writes().stream()
                    .filter(write -> write.operation() != Operation.DELETE)
                    .map(write -> write.target().name())
                    .forEach(shifted::add);
        }
    }

    /** By another search_path, or by a temporary table that hides one of the same name. */
    private static boolean changesNames(StatementReading reading) {
        Set<String> words = reading.identifiers();
        return switch (reading.kind()) {
            case SETTING -> !Collections.disjoint(words, NAMING_SETTINGS);
            case DDL -> !Collections.disjoint(words, TEMPORARY);
            default -> false;
        };
    }

    /** To be called, with {@link #note(StatementReading)}, for each write of a guarded table. */
    void note(StatementReading reading, Write write, GuardedTable table) {
        readings.computeIfAbsent(table.oid(), oid -> Collections.newSetFromMap(new IdentityHashMap<>()))
                .add(reading);
        Set<String> written = columns.computeIfAbsent(table.oid(), oid -> new HashSet<>());
        if (write.operation() == Operation.INSERT || write.operation() == Operation.MERGE_INSERT) {
            written.add(ANY_ROW);
        } else {
            written.addAll(write.columns());
        }
        if (write.conflict() != null) {
            write.conflict().assignments().forEach(assignment -> written.add(assignment.column()));
        }
    }

    private boolean dependsOnOwnRows(SubmittedStatement statement, Write write, GuardedTable table) {
        Set<String> earlier = columns.getOrDefault(table.oid(), Set.of());
        if (earlier.isEmpty() || write.operation() == Operation.INSERT) {
            return false;
        }
        if (NamedRows.provesOne(table, write)) {
            Set<StatementReading> texts = readings.get(table.oid());
            return !(texts.size() == 1 && texts.contains(statement.reading()))
                    && new Mentions(statement.sql(), write)
                            .inValuesOf(
                                    column -> table.decides(column)
                                            || !table.secretsIn(column).isEmpty(),
                                    earlier);
        }
        boolean ofNewRows = write.operation() == Operation.UPDATE && earlier.contains(ANY_ROW);
        return ofNewRows || new Mentions(statement.sql(), write).any(earlier);
    }

    private static boolean reachesSecrets(Write write, GuardedTable table) {
        boolean updates = write.operation() == Operation.UPDATE || write.operation() == Operation.MERGE_UPDATE;
        return !updates || !ReachedSecrets.of(table, write.assignments()).isEmpty();
    }

    /** Its text says all that there is to say of new rows. */
    private static boolean isPlainInsert(Write write) {
        return write.operation() == Operation.INSERT && write.query() == null && write.conflict() == null;
    }
}
