package io.writeguard.driver.schema;

import io.writeguard.rules.SecretColumn;
import io.writeguard.rules.check.ValueChecker;
import java.util.Set;

/**
 * A secret of a guarded table, a column or a member of the documents in it: what the rules file says, and what the database
 * says.
 *
 * @param type of the secret's value; a member's values are an ARRAY of texts, as one path may lead to several
 * @param document how the column holds documents of which the secret is a member; null where the column is the secret
 * @param checker for the values written into it
 * @param onlyRowsColumns columns that {@code only-rows} mentions
 */
public record GuardedColumn(
        SecretColumn rules,
        TableColumn column,
        ValueType type,
        DocumentType document,
        ValueChecker checker,
        Set<String> onlyRowsColumns) {

    public GuardedColumn {
        onlyRowsColumns = Set.copyOf(onlyRowsColumns);
    }

    /** What tells it from the other secrets of its table: the column's name, and the path of the member if it is one. */
    public String name() {
        return rules.label();
    }

    /** Whether more of the row than its column's value, or only a part of that, says what it is. */
    public boolean needsRow() {
        return isMember() || rules.onlyRows() != null;
    }

    /** Whether it is a member of a document. */
    public boolean isMember() {
        return document != null;
    }
}
