package io.writeguard.driver.cli.audit;

import java.time.Instant;
import java.util.List;

/**
 * What an audit has found. Holds numbers and names, and nothing that came out of a secret column.
 *
 * @param rulesFile as the user named it
 * @param database name of the database
 * @param at when it was taken
 */
public record AuditReport(String rulesFile, String database, Instant at, List<TableAudit> tables) {

    public AuditReport {
        tables = List.copyOf(tables);
    }

    public List<SecretCounts> secrets() {
        return tables.stream().flatMap(table -> table.secrets().stream()).toList();
    }

    public boolean clean() {
        return secrets().stream().allMatch(SecretCounts::clean);
    }
}
