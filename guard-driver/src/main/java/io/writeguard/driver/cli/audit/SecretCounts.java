package io.writeguard.driver.cli.audit;

import io.writeguard.rules.Location;
import io.writeguard.rules.SecretColumn;
import io.writeguard.rules.SecretColumn.OnEmpty;
import io.writeguard.rules.SecretColumn.OnInsertEmpty;
import io.writeguard.rules.SecretColumn.OnNull;
import io.writeguard.rules.SecretColumn.OnRepeat;
import io.writeguard.rules.TableName;

/**
 * What one secret column, or member of documents, holds. All counts are rows; null, empty, placeholder, malformed and good
 * ones add up to all.
 *
 * @param rows those in which it is a secret ({@code only-rows})
 * @param live those that the guard counts as live: neither NULL nor empty, and accepted by {@code live-when}
 * @param shared those whose value, placeholders aside, is that of another row too
 */
public record SecretCounts(
        TableName table,
        SecretColumn secret,
        long rows,
        long live,
        long nulls,
        long empty,
        long placeholder,
        long malformed,
        long shared) {

    public long good() {
        return rows - nulls - empty - placeholder - malformed;
    }

    public Location location() {
        return secret.location();
    }

    /** {@code schema.table.column}, with the path of a member behind it. */
    public String name() {
        return table + "." + secret.label();
    }

    /** Empty ones that the rules file doesn't declare to be meant. */
    public long unmeantEmpty() {
        boolean meant = secret.onEmpty() != OnEmpty.REJECT || secret.onInsertEmpty() == OnInsertEmpty.ALLOW;
        return meant ? 0 : empty;
    }

    public long unmeantNulls() {
        return secret.onNull() == OnNull.REJECT ? nulls : 0;
    }

    public long unmeantShared() {
        return secret.onRepeat() == OnRepeat.CLEAR ? shared : 0;
    }

    /** Whether nothing in it is what a guarded write would have been refused for. */
    public boolean clean() {
        return unmeantEmpty() + unmeantNulls() + placeholder + malformed + unmeantShared() == 0;
    }
}
