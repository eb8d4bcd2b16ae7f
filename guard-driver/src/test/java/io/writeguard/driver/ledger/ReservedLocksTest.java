package io.writeguard.driver.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.driver.budget.LedgerName;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReservedLocksTest {

    private static final LedgerName NAME = new LedgerName("public.users", "token");

    private static long roundedUp(long rows) {
        ReservedLocks locks = ReservedLocks.of(NAME, UUID.randomUUID());
        return ReservedLocks.rows(locks.secondKey(ReservedLocks.step(rows)));
    }

    @Test
    void upTo63RowsAreExact() {
        assertThat(LongStream.rangeClosed(0, 63).map(ReservedLocksTest::roundedUp))
                .containsExactlyElementsOf(LongStream.rangeClosed(0, 63).boxed().toList());
    }

    @Test
    void moreAreRoundedUpByAThirtySecondAtMost() {
        for (long rows = 64; rows < 3_000_000_000L; rows += 1 + rows / 7) {
            assertThat(roundedUp(rows)).isBetween(rows, rows + rows / 32 + 1);
        }
    }

    @Test
    void aTransactionOfTenThousandSingleRowsHoldsFewLocks() {
        assertThat(LongStream.rangeClosed(1, 10_000)
                        .map(ReservedLocks::step)
                        .distinct()
                        .count())
                .isLessThan(320);
    }

    @Test
    void processesAndPurposesAreToldApart() {
        ReservedLocks one = ReservedLocks.of(NAME, UUID.randomUUID());
        ReservedLocks other = ReservedLocks.of(NAME, UUID.randomUUID());
        int second = one.secondKeyAskedFor(ReservedLocks.step(40));

        assertThat(ReservedLocks.isAskedFor(second)).isTrue();
        assertThat(ReservedLocks.isAskedFor(one.secondKey(ReservedLocks.step(Long.MAX_VALUE / 2))))
                .isFalse();
        assertThat(ReservedLocks.rows(second)).isEqualTo(40);
        assertThat(one.isOwn(one.firstKey(), second)).isTrue();
        assertThat(other.isOwn(one.firstKey(), second)).isFalse();
        assertThat(one.firstKey() >>> 8).isEqualTo(other.firstKey() >>> 8);
    }
}
