package io.writeguard.rules;

import java.util.List;

/**
 * A rules file that has no problems.
 *
 * @param file as the user named it
 * @param allowSqlOverride {@code overrides.allow-sql}
 * @param allowRawUnwrap {@code overrides.allow-raw-unwrap}
 * @param functions what the rules file says of functions, in its order
 * @param fingerprint equal for files of equal content (comments and layout aside); guarded DataSources of one database
 *     with equal fingerprints share one budget
 */
public record Rules(
        String file,
        Placeholders placeholders,
        boolean allowSqlOverride,
        boolean allowRawUnwrap,
        List<FunctionRules> functions,
        List<TableRules> tables,
        String fingerprint) {

    public Rules {
        functions = List.copyOf(functions);
        tables = List.copyOf(tables);
    }
}
