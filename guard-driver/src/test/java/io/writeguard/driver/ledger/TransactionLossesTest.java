package io.writeguard.driver.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.driver.row.KeyedHash;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransactionLossesTest {

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    private final TransactionLosses losses = new TransactionLosses();

    private TransactionLosses lose(int row) {
        losses.add(new KeyedHash(0, row), 1, NOW);
        return losses;
    }

    private int lost() {
        Map<KeyedHash, Instant> lost = new LinkedHashMap<>();
        losses.addTo(lost, row -> false);
        assertThat(lost.values()).allMatch(NOW::equals);
        return lost.size();
    }

    @Test
    void aRowCountsOnce() {
        lose(1);
        lose(2);
        lose(1);
        assertThat(lost()).isEqualTo(2);
    }

    @Test
    void aRowThatWasGotBackIsNotLost() {
        lose(1);
        lose(2);
        losses.add(new KeyedHash(0, 1), -1, NOW);
        assertThat(lost()).isEqualTo(1);
        lose(1);
        assertThat(lost()).isEqualTo(2);
    }

    @Test
    void gainsAreSetAgainstLossesAndNoFurther() {
        losses.add(null, -2, NOW);
        lose(1);
        lose(2);
        lose(3);
        assertThat(lost()).isEqualTo(1);
        losses.add(null, -5, NOW);
        assertThat(lost()).isZero();
    }

    @Test
    void gainsAreSetAgainstRowsThatTheWindowDoesNotHold() {
        lose(1);
        lose(2);
        losses.add(null, -1, NOW);
        Map<KeyedHash, Instant> lost = new LinkedHashMap<>(Map.of(new KeyedHash(0, 3), Instant.EPOCH));
        losses.addTo(lost, new KeyedHash(0, 1)::equals);
        assertThat(lost).containsOnlyKeys(new KeyedHash(0, 3), new KeyedHash(0, 1));
        lose(3);
        losses.addTo(lost, new KeyedHash(0, 1)::equals);
        assertThat(lost).containsOnly(Map.entry(new KeyedHash(0, 1), NOW), Map.entry(new KeyedHash(0, 3), NOW));
    }
}
