package io.writeguard.rules.check;

import io.writeguard.rules.SecretColumn;
import io.writeguard.rules.TableName;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The one statement that a message offers instead: with the user's own names, {@code ?} for every value. */
final class SafeStatement {

    private static final String COPY = "_kept";

    /** Bytes of UTF-8 (PostgreSQL manual, Identifiers and Key Words). */
    private static final int LONGEST_NAME = 63;

    /** Characters that fit with the ending, whatever they are. */
    private static final int CUT_NAME = 14;

    private final WriteContext context;
    private final String table;
    private final String column;
    private final NewValue value;

    SafeStatement(WriteContext context, SecretColumn column) {
        this.context = context;
        this.table = SqlNames.table(context.realName());
        this.column = SqlNames.quoted(column.name());
        this.value = NewValue.of(column);
    }

    /** Keeps the stored secret where NULL is bound. */
    String keepUnlessNew() {
        return "UPDATE " + table + " SET " + column + " = " + value.keptUnlessBound() + " WHERE " + oneRow();
    }

    String rotateOneRow() {
        return "UPDATE " + table + " SET " + column + " = " + value.bound() + " WHERE " + oneRow();
    }

    String deleteOneRow() {
        return "DELETE FROM " + table + " WHERE " + oneRow();
    }

    String insertWithSecret() {
        Set<String> names = namesWithKey();
        return "INSERT INTO " + table + " (" + String.join(", ", names) + ") VALUES ("
                + names.stream().map(name -> "?").collect(Collectors.joining(", ")) + ")";
    }

    /** The assignment that takes the secret away and says so. */
    String clear() {
        return column + " = " + value.removed();
    }

    /** Removes the secret of one row, if it still is the one that was read. */
    String compareAndClear(SecretColumn options) {
        String change = context.operation().equals("DELETE")
                ? "DELETE FROM " + table
                : "UPDATE " + table + " SET " + column + " = " + value.cleared(options);
        return change + " WHERE " + comparedRow();
    }

    /** Copies keys and secrets to a table of their own. */
    String copySecrets() {
        TableName name = context.realName();
        boolean fits = name.name().getBytes(StandardCharsets.UTF_8).length + COPY.length() <= LONGEST_NAME;
        String base = fits ? name.name() : name.name().substring(0, CUT_NAME);
        TableName copy = new TableName(name.schema(), base + COPY);
        return "CREATE TABLE " + SqlNames.table(copy) + " AS SELECT " + String.join(", ", namesWithKey()) + " FROM "
                + table;
    }

    private String oneRow() {
        return context.keyColumns().isEmpty() ? column + " = ?" : equalities(context.keyColumns());
    }

    private String comparedRow() {
        List<String> versions = context.table().versionColumns();
        String compared = versions.isEmpty() ? column + " = ?" : equalities(versions);
        return context.keyColumns().isEmpty() ? compared : oneRow() + " AND " + compared;
    }

    private Set<String> namesWithKey() {
        Set<String> names = new LinkedHashSet<>();
        context.keyColumns().forEach(key -> names.add(SqlNames.quoted(key)));
        names.add(column);
        return names;
    }

    private static String equalities(List<String> columns) {
        return columns.stream().map(name -> SqlNames.quoted(name) + " = ?").collect(Collectors.joining(" AND "));
    }
}
