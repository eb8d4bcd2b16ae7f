package io.writeguard.rules.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.rules.plan.MergeAction.Rows;
import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergeReaderTest {

    private static final LexedSql SQL = LexedSql.of("MERGE INTO t USING a JOIN b ON a.x = b.x ON t.id = a.id"
            + " WHEN MATCHED AND a.keep THEN DO NOTHING"
            + " WHEN NOT MATCHED BY SOURCE THEN DELETE"
            + " WHEN MATCHED AND CASE WHEN a.y THEN true END THEN UPDATE SET s = a.s, n = 1"
            + " WHEN NOT MATCHED THEN INSERT (id, s) VALUES (a.id, coalesce(a.s, ''))");

    private final List<Write> writes = SqlReader.read(SQL).get(0).writes();

    @Test
    void tellsTheSourceFromItsCondition() {
        for (Write write : writes) {
            assertThat(text(write.merge().source())).isEqualTo("a JOIN b ON a.x = b.x");
            assertThat(text(write.merge().on())).isEqualTo("t.id = a.id");
        }
    }

    @Test
    void tellsWhichRowsAnActionIsFor() {
        assertThat(writes)
                .extracting(write -> write.merge().rows())
                .containsExactly(Rows.NOT_MATCHED_BY_SOURCE, Rows.MATCHED, Rows.NOT_MATCHED_BY_TARGET);
        Write update = writes.get(1);
        assertThat(text(update.where())).isEqualTo("CASE WHEN a.y THEN true END");
        assertThat(update.merge().earlier()).extracting(MergeReaderTest::text).containsExactly("a.keep");
        assertThat(writes.get(0).merge().earlier()).isEmpty();
    }

    @Test
    void tellsWhatAnActionWrites() {
        assertThat(text(writes.get(1).merge().assignments())).isEqualTo("s = a.s, n = 1");
        assertThat(writes.get(2).merge().values())
                .extracting(MergeReaderTest::text)
                .containsExactly("a.id", "coalesce(a.s, '')");
    }

    private static String text(Span span) {
        return SQL.text(span);
    }
}
