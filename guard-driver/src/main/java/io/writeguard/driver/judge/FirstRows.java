package io.writeguard.driver.judge;

import io.writeguard.driver.budget.Ledger;
import io.writeguard.driver.row.KeyedHash;
import io.writeguard.driver.transaction.Effects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The row that each new value of a submission goes to first, so that a second one is noticed ({@code on-repeat}). */
final class FirstRows {

    private record Value(Ledger ledger, KeyedHash hash) {}

    private final Map<Value, KeyedHash> rows = new LinkedHashMap<>();

    void note(Ledger ledger, KeyedHash value, KeyedHash row) {
        rows.putIfAbsent(new Value(ledger, value), row);
    }

    /** The row that this submission, or an earlier one in the window, writes the value to first; null where it is new. */
    KeyedHash of(Ledger ledger, KeyedHash value) {
        KeyedHash here = rows.isEmpty() ? null : rows.get(new Value(ledger, value));
        return here != null ? here : ledger.repeated().firstRow(value);
    }

    List<Effects.RepeatableValue> values() {
        List<Effects.RepeatableValue> values = new ArrayList<>(rows.size());
        rows.forEach((value, row) -> values.add(new Effects.RepeatableValue(value.ledger(), value.hash(), row)));
        return values;
    }
}
