package io.writeguard.driver.cli.audit;

import io.writeguard.rules.TableName;
import java.util.List;

/**
 * One guarded table.
 *
 * @param read rows that were looked at
 * @param complete whether these are all that it has
 */
public record TableAudit(TableName table, long read, boolean complete, List<SecretCounts> secrets) {

    public TableAudit {
        secrets = List.copyOf(secrets);
    }
}
