package io.writeguard.driver.archive;

import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.rules.Rules;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What all connections to one database share of its archive: keys, and which tables are due for tidying. Thread-safe. */
public final class SecretArchive {

    private static final Duration TIDY_AFTER = Duration.ofMinutes(1);

    private final ArchiveKeys keys;
    private final ArchiveHistory history;
    private final Sealing sealing = new Sealing();
    private final Map<String, Long> tidied = new ConcurrentHashMap<>();

    private SecretArchive(ArchiveKeys keys, Duration keptHistory) {
        this.keys = keys;
        this.history = new ArchiveHistory(keptHistory);
    }

    /** One with the keys of the process's environment, and of the files that the rules name. */
    public static SecretArchive ofThisProcess(Rules rules) {
        Duration longest = rules.tables().stream()
                .filter(table -> table.archive() != null)
                .map(table -> table.archive().keep())
                .max(Duration::compareTo)
                .orElse(null);
        return new SecretArchive(new ArchiveKeys(System::getenv), longest);
    }

    /** What the guards of the database tell, in numbers; kept as long as the longest of the archives. */
    public ArchiveHistory history() {
        return history;
    }

    void requireKey(GuardedTable table) throws ArchiveUnavailable {
        keys.newest(table.rules().archive().key());
    }

    /** A value as it is stored, with the id of its key; null for one that is stored as it is. */
    record Sealed(String keyId, byte[] value) {}

    Sealed seal(KeptSecret secret, String rowKey) throws ArchiveUnavailable {
        ArchiveKey key = keys.newest(secret.archive().key());
        if (key == null) {
            return new Sealed(null, secret.value().getBytes(StandardCharsets.UTF_8));
        }
        String table = secret.table().counted().name().toString();
        return new Sealed(key.id(), sealing.seal(key, secret.value(), List.of(table, secret.secret(), rowKey)));
    }

    /**
     * The value that was kept.
     *
     * @param table that the rules file has now
     * @param keyId null where it was stored as it is
     */
    String open(GuardedTable table, String secret, String rowKey, String keyId, byte[] value)
            throws ArchiveUnavailable {
        if (keyId == null) {
            return new String(value, StandardCharsets.UTF_8);
        }
        ArchiveKey key = keys.withId(table.rules().archive().key(), keyId);
        String open = Sealing.open(key, value, List.of(table.counted().name().toString(), secret, rowKey));
        if (open == null) {
            throw ArchiveUnavailable.because(
                    ArchiveWording.notAuthentic(table.counted().name(), secret));
        }
        return open;
    }

    /** Of the tables of these secrets those that are due for tidying, each once a minute. */
    List<GuardedTable> due(List<KeptSecret> secrets, long nanoTime) {
        List<GuardedTable> due = new ArrayList<>();
        for (KeptSecret secret : secrets) {
            String name = secret.table().counted().name().toString();
            Long last = tidied.get(name);
            if (last == null || nanoTime - last >= TIDY_AFTER.toNanos()) {
                tidied.put(name, nanoTime);
                due.add(secret.table());
            }
        }
        return due;
    }
}
