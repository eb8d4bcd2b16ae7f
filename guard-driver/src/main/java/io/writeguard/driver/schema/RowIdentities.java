package io.writeguard.driver.schema;

import io.writeguard.driver.row.Hasher;
import io.writeguard.driver.row.KeyedHash;
import io.writeguard.driver.row.RowIdentity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns the texts of key columns into identities of rows. One thread at a time. */
public final class RowIdentities {

    private final GuardedTable table;
    private final Hasher hasher;
    private final Map<UniqueKey, String> scopes = new HashMap<>();

    public RowIdentities(GuardedTable table, Hasher hasher) {
        this.table = table;
        this.hasher = hasher;
    }

    /**
     * @param keyTexts column to text, for all of {@link GuardedTable#identityColumns()}
     * @param place where the row lies and who put it there (tableoid, ctid, xmin), used where the table has no key; may be null where it has one
     */
    public RowIdentity of(Map<String, String> keyTexts, String place) {
        Set<KeyedHash> keys = new HashSet<>();
        KeyedHash first = null;
        for (UniqueKey key : table.uniqueKeys()) {
            KeyedHash hash = byKey(key, keyTexts);
            if (hash != null) {
                keys.add(hash);
            }
            if (first == null && key.notNull()) {
                first = hash;
            }
        }
        KeyedHash row =
                table.hasKey() ? first : hasher.hash("place " + table.counted().oid(), List.of(place));
        return new RowIdentity(row, keys);
    }

    /** The identity by one key; null where one of its columns has no text, so that it proves nothing. */
    public KeyedHash byKey(UniqueKey key, Map<String, String> keyTexts) {
        List<String> texts = new ArrayList<>();
        for (String column : key.columns()) {
            String text = keyTexts.get(column);
            if (text == null) {
                return null;
            }
            texts.add(text);
        }
        return hasher.hash(scopes.computeIfAbsent(key, this::scope), texts);
    }

    private String scope(UniqueKey key) {
        return "key " + table.counted().oid() + " " + key.columns();
    }
}
