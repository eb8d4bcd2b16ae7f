package io.writeguard.it.cases;

import io.writeguard.it.TestDatabase;
import io.writeguard.it.printed.Secrets;
import io.writeguard.rules.RulesException;
import io.writeguard.rules.RulesFile;
import io.writeguard.rules.SecretColumn;
import io.writeguard.rules.TableName;
import io.writeguard.rules.TableRules;
import java.nio.file.Path;

/** The secrets that a case finds in its tables: no message may show one of them. */
final class StoredSecrets {

    private StoredSecrets() {}

    /** Remembers one secret of each column; of rules that this version can't use, none. */
    static void remember(Path rules, TestDatabase database) {
        try {
            for (TableRules table : RulesFile.read(rules).tables()) {
                for (SecretColumn column : table.secretColumns()) {
                    Secrets.used(
                            database.text("select max(" + quoted(column.name()) + "::text) from " + sql(table.name())));
                }
            }
        } catch (RulesException e) {
            return; // the case itself says so
        }
    }

    private static String sql(TableName table) {
        String name = quoted(table.name());
        return table.schema() == null ? name : quoted(table.schema()) + "." + name;
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
