package io.writeguard.driver.archive;

import java.util.ArrayList;
import java.util.List;

/** What was kept of one secret of one row, newest first. */
final class KeptRow {

    /** @param keyId null where the value is stored as it is */
    private record Sealed(String keyId, byte[] value) {}

    private final String rowKey;
    private final List<String> key;
    private final List<Sealed> values = new ArrayList<>();
    private int next;

    /**
     * @param rowKey as it is stored
     * @param key the texts of the key's columns; null in it where the table's key is another by now
     */
    KeptRow(String rowKey, List<String> key) {
        this.rowKey = rowKey;
        this.key = key;
    }

    String rowKey() {
        return rowKey;
    }

    List<String> key() {
        return key;
    }

    void add(String keyId, byte[] value) {
        values.add(new Sealed(keyId, value));
    }

    /** Whether there is an older value than those that were opened. */
    boolean hasMore() {
        return next < values.size();
    }

    void startAgain() {
        next = 0;
    }

    /** The next older value. */
    String open(SecretArchive archive, RestoreTally tally) throws ArchiveUnavailable {
        Sealed sealed = values.get(next++);
        return archive.open(tally.table, tally.secret.name(), rowKey, sealed.keyId(), sealed.value());
    }
}
