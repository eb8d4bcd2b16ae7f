package io.writeguard.driver.archive;

import io.writeguard.rules.TableName;
import java.util.List;
import java.util.UUID;

/**
 * What a restore did, or would do.
 *
 * @param id of its record in {@code writeguard.restores}; null for one that wrote nothing
 * @param secrets those of which anything was kept
 * @param problems why some could not be restored, each once; no values in them
 */
public record RestoreReport(UUID id, List<Secret> secrets, List<String> problems) {

    public RestoreReport {
        secrets = List.copyOf(secrets);
        problems = List.copyOf(problems);
    }

    /**
     * One secret column.
     *
     * @param restored rows whose secret was written back, or would be
     * @param renewed rows that have a good value, which stays
     * @param missingRows rows that are not there; deleted rows are not brought back
     * @param failed rows whose value could not be read or written
     */
    public record Secret(TableName table, String secret, long restored, long renewed, long missingRows, long failed) {}

    /** Rows whose secret was written back, or would be. */
    public long restored() {
        return secrets.stream().mapToLong(Secret::restored).sum();
    }

    /** Rows that need their secret and have not got it. */
    public long left() {
        return secrets.stream()
                .mapToLong(secret -> secret.missingRows() + secret.failed())
                .sum();
    }
}
