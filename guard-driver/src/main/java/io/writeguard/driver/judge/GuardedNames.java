package io.writeguard.driver.judge;

import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.NameResolver;
import io.writeguard.rules.plan.Read;
import io.writeguard.rules.plan.StatementKind;
import io.writeguard.rules.plan.StatementReading;
import io.writeguard.rules.plan.TableChange;
import io.writeguard.rules.plan.Write;
import io.writeguard.rules.sql.RelationName;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The guarded tables that a statement names. */
final class GuardedNames {

    private GuardedNames() {}

    /**
     * Those that any identifier in it may mean, for statements that can't be read; all where it names something from which
     * a guarded table is reached.
     */
    static Collection<GuardedTable> mentionedBy(StatementReading reading, NameResolver names) throws SQLException {
        Set<GuardedTable> tables = new LinkedHashSet<>();
        for (String name : reading.identifiers()) {
            Optional<GuardedTable> table = names.resolve(new RelationName(null, name));
            table.ifPresent(tables::add);
            if (table.isEmpty() && names.reaches(name)) {
                return names.catalog().tables();
            }
        }
        names.catalog().tables().stream()
                .filter(table -> isQualified(reading, table))
                .forEach(tables::add);
        return tables;
    }

    /** Those whose name is anywhere in the text, in either case; all where something is from which one is reached. */
    static Collection<GuardedTable> spelledIn(String text, NameResolver names) {
        String words = text.toLowerCase(Locale.ROOT);
        List<GuardedTable> tables = names.catalog().tables().stream()
                .filter(table -> words.contains(table.name().name().toLowerCase(Locale.ROOT)))
                .toList();
        boolean others =
                names.catalog().baseNames().stream().anyMatch(name -> words.contains(name.toLowerCase(Locale.ROOT)));
        return tables.isEmpty() && others ? names.catalog().tables() : tables;
    }

    /** Whether its schema is named too: it may be meant whatever the search_path is. */
    private static boolean isQualified(StatementReading reading, GuardedTable table) {
        return reading.identifiers().contains(table.name().name())
                && reading.identifiers().contains(table.name().schema());
    }

    /** Those that DDL is about; a name {@code *} stands for all of its schema, or for all. */
    static Collection<GuardedTable> changedBy(TableChange change, NameResolver names) throws SQLException {
        RelationName relation = change.relation();
        if (!relation.name().equals("*")) {
            return names.resolve(relation).stream().toList();
        }
        return names.catalog().tables().stream()
                .filter(table -> relation.schema() == null
                        || relation.schema().equals(table.name().schema()))
                .toList();
    }

    /**
     * Those that it writes, or, being a query, takes its rows from; where it can't be read, those that it mentions; all
     * where what it writes leads on to one by a trigger, a rule or a view.
     */
    static Collection<GuardedTable> reachedBy(StatementReading reading, NameResolver names) throws SQLException {
        if (!reading.readable()) {
            return mentionedBy(reading, names);
        }
        Set<GuardedTable> tables = new LinkedHashSet<>();
        HiddenRoutes hiddenRoutes = new HiddenRoutes(names);
        for (Write write : reading.writes()) {
            Optional<GuardedTable> table = names.resolve(write.target());
            table.ifPresent(tables::add);
            if (table.isEmpty() && hiddenRoutes.writeReaches(write)) {
                return names.catalog().tables();
            }
        }
        if (reading.kind() == StatementKind.QUERY) {
            for (Read read : reading.reads()) {
                names.resolve(read.relation()).ifPresent(tables::add);
            }
        }
        return tables;
    }
}
