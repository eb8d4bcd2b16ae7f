package io.writeguard.driver.cli.audit;

import io.writeguard.driver.row.Hasher;
import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.rules.TableName;
import io.writeguard.rules.check.SecretValue;
import io.writeguard.rules.check.ValueState;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Counts the rows of one secret as they go by. Keeps hashes of the values under a key that ends with the process. */
final class SecretTally {

    private final Hasher hasher;
    private final TableName table;
    private final GuardedColumn secret;
    private final RepeatedHashes hashes = new RepeatedHashes();
    private final Map<ValueState, Long> states = new EnumMap<>(ValueState.class);
    private long rows;
    private long live;

    SecretTally(Hasher hasher, TableName table, GuardedColumn secret) {
        this.hasher = hasher;
        this.table = table;
        this.secret = secret;
    }

    void add(SecretValue value, boolean isLive) {
        rows++;
        if (isLive) {
            live++;
        }
        ValueState state = secret.checker().check(value);
        states.merge(state, 1L, Long::sum);
        if (state == ValueState.GOOD || state == ValueState.MALFORMED) {
            hashes.add(hasher.hash(secret.name(), texts(value)).high());
        }
    }

    SecretCounts counts() {
        return new SecretCounts(
                table,
                secret.rules(),
                rows,
                live,
                count(ValueState.NULL),
                count(ValueState.EMPTY),
                count(ValueState.PLACEHOLDER),
                count(ValueState.MALFORMED),
                hashes.repeated());
    }

    private long count(ValueState state) {
        return states.getOrDefault(state, 0L);
    }

    private static List<String> texts(SecretValue value) {
        if (value instanceof SecretValue.Elements elements) {
            return elements.value().stream().filter(Objects::nonNull).sorted().toList();
        }
        return value instanceof SecretValue.Bytes bytes
                ? List.of(HexFormat.of().formatHex(bytes.value()))
                : List.of(((SecretValue.Text) value).value());
    }
}
