package io.writeguard.rules;

import java.util.List;

/**
 * What holds for one guarded table, with the defaults filled in.
 *
 * @param name as declared; with a {@code *} in its schema, a pattern: the table of that name in every such schema
 * @param location the line of the rules file that declares the table
 * @param reason why the secrets matter, in the user's words; null where not given
 * @param unanalysable what happens to a write that cannot be established
 * @param onMissing what happens where there is no such table
 * @param archive what is kept of its secrets before they go; null for nothing
 * @param liveWhen SQL predicate over the table's own columns; null where every row counts
 * @param versionColumns comparing one of these counts as comparing the secret
 * @param secretColumns at least one, in the order of the file
 */
public record TableRules(
        TableName name,
        Location location,
        Action action,
        String reason,
        MassInvalidation massInvalidation,
        StaleClear staleClear,
        Action unanalysable,
        OnMissing onMissing,
        Archive archive,
        String liveWhen,
        List<String> versionColumns,
        List<SecretColumn> secretColumns) {

    public TableRules {
        versionColumns = List.copyOf(versionColumns);
        secretColumns = List.copyOf(secretColumns);
    }
}
