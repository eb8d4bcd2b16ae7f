package io.writeguard.rules.check;

import io.writeguard.rules.TableName;
import io.writeguard.rules.TableRules;
import java.util.List;

/**
 * The write that a rule judges, as far as its message has to name it.
 *
 * @param table what the rules file says of the table
 * @param realName schema and name of the table that the statement reaches
 * @param keyColumns the columns of its primary key (or of another unique key), as PostgreSQL names them; empty without one
 * @param operation what the statement does, in upper case: UPDATE, DELETE, INSERT, COPY, TRUNCATE, ALTER TABLE …
 */
public record WriteContext(TableRules table, TableName realName, List<String> keyColumns, String operation) {

    public WriteContext {
        keyColumns = List.copyOf(keyColumns);
    }

    /** Whether the write makes new rows and can take no secret from an old one. */
    public boolean insert() {
        return operation.equals("INSERT") || operation.equals("COPY");
    }
}
