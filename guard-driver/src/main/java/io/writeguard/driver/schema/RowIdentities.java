package io.writeguard.driver.schema;

import io.writeguard.driver.row.Hasher;
import io.writeguard.driver.row.KeyedHash;
import io.writeguard.driver.row.RowIdentity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns the texts of key columns into identities of rows. Immutable. */
public final class RowIdentities {

    private final GuardedTable table;
    private final Hasher hasher;
    private final List<Key> keys;
    private final String places;

    /**
     * A unique key.
     *
     * @param scope of its hashes
     * @param positions of its columns among {@link GuardedTable#identityColumns}
     */
    private record Key(UniqueKey of, String scope, List<Integer> positions) {}

    public RowIdentities(GuardedTable table, Hasher hasher) {
        this.table = table;
        this.hasher = hasher;
        List<String> columns = table.identityColumns();
        this.keys = table.uniqueKeys().stream()
                .map(key -> new Key(
                        key,
                        "key " + table.counted().oid() + " " + key.columns(),
                        key.columns().stream().map(columns::indexOf).toList()))
                .toList();
        this.places = "place " + table.counted().oid();
    }

    /**
     * @param texts of {@link GuardedTable#identityColumns}, in that order; null for NULL, and where it is not known
     * @param place where the row lies and who put it there (tableoid, ctid, xmin), used where the table has no key; may be null where it has one
     */
    public RowIdentity of(String[] texts, String place) {
        if (keys.size() == 1 && table.hasKey()) {
            KeyedHash row = hash(keys.get(0), texts);
            return new RowIdentity(row, Set.of(row));
        }
        Set<KeyedHash> hashes = new HashSet<>();
        KeyedHash first = null;
        for (Key key : keys) {
            KeyedHash hash = hash(key, texts);
            if (hash != null) {
                hashes.add(hash);
            }
            if (first == null && key.of().notNull()) {
                first = hash;
            }
        }
        KeyedHash row = table.hasKey() ? first : hasher.hash(places, List.of(place));
        return new RowIdentity(row, hashes);
    }

    private KeyedHash hash(Key key, String[] texts) {
        List<String> own = new ArrayList<>(key.positions().size());
        for (int position : key.positions()) {
            own.add(texts[position]);
        }
        return hash(key, own);
    }

    /** Null where one of its columns has no text, so that it proves nothing. */
    private KeyedHash hash(Key key, List<String> texts) {
        return texts.contains(null) ? null : hasher.hash(key.scope(), texts);
    }

    /** The row with these texts in its columns, by each unique key whose columns all have one; the one that tells rows apart first. */
    public List<KeyedHash> byKeys(Map<String, String> keyTexts) {
        List<KeyedHash> rows = new ArrayList<>(keys.size());
        for (Key key : keys) {
            KeyedHash row = hash(key, keyTexts);
            if (row != null) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** The row by the key that tells rows apart; null where one of its columns has no text. */
    public KeyedHash byFirstKey(Map<String, String> keyTexts) {
        return hash(keys.get(0), keyTexts);
    }

    private KeyedHash hash(Key key, Map<String, String> keyTexts) {
        List<String> texts = new ArrayList<>(key.positions().size());
        for (String column : key.of().columns()) {
            texts.add(keyTexts.get(column));
        }
        return hash(key, texts);
    }
}
