package io.writeguard.driver.cli.suggest;

import io.writeguard.rules.TableName;
import java.util.List;

/** A table of the database, with what a proposal has to know of it. */
record SchemaTable(TableName name, List<Column> columns) {

    /**
     * A column.
     *
     * @param type as {@code format_type} spells it
     * @param secretType whether a secret can have the type
     * @param json whether it is json or jsonb
     * @param text whether it is a text of any kind
     * @param timestamp whether it is a date or a point in time
     * @param defaultsToEmpty whether its default is the empty text
     * @param key whether it is part of the primary key
     * @param readable whether this role may read it
     */
    record Column(
            String name,
            String type,
            boolean secretType,
            boolean json,
            boolean text,
            boolean timestamp,
            boolean defaultsToEmpty,
            boolean key,
            boolean readable) {}

    SchemaTable {
        columns = List.copyOf(columns);
    }
}
