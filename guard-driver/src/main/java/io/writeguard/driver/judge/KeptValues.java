package io.writeguard.driver.judge;

import io.writeguard.driver.archive.KeptSecret;
import io.writeguard.driver.archive.KeptSecrets;
import io.writeguard.driver.impact.ChangedRow;
import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.rules.Rule;
import io.writeguard.rules.check.UnanalysableWriteRule;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects what one write takes from one secret of a table with {@code archive}; nothing of one without. */
final class KeptValues {

    private final Inquiry inquiry;
    private final GuardedTable table;
    private final GuardedColumn secret;
    private final WriteOperation operation;
    private final String reason;

    KeptValues(Inquiry inquiry, GuardedTable table, GuardedColumn secret, WriteOperation operation) {
        this.inquiry = inquiry;
        this.table = table;
        this.secret = secret;
        this.operation = operation;
        this.reason = !table.isArchived() ? null : reason(inquiry.permissions());
    }

    private static String reason(Permissions permissions) {
        return permissions
                .reasonFor(Rule.MASS_INVALIDATION)
                .or(() -> permissions.reasonFor(Rule.DESTRUCTIVE_DDL))
                .orElse(null);
    }

    /** Takes a live value that goes; returns whether there was room for it. */
    boolean add(ChangedRow row) {
        if (!table.isArchived()) {
            return true;
        }
        String value =
                row.stored() == null ? null : row.stored().get(secret.column().name());
        if (value == null || !table.hasKey() || !table.lockable()) {
            refuse("what a row held before can't be told, or not under a lock, so it can't be kept (archive)");
            return false;
        }
        Map<String, String> key = new LinkedHashMap<>();
        table.key().forEach(column -> key.put(column, row.stored().get(column)));
        boolean room = inquiry.findings()
                .kept()
                .add(new KeptSecret(table, secret.name(), key, operation.text(), reason, value));
        if (!room) {
            refuse("it takes more than " + KeptSecrets.MOST
                    + " secrets at once, more than the archive keeps; do it in parts");
        }
        return room;
    }

    private void refuse(String why) {
        inquiry.findings().add(UnanalysableWriteRule.judge(Findings.context(table, operation), why));
    }
}
