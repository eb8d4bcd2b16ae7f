package io.writeguard.rules.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.rules.plan.CopyOptions.Format;
import io.writeguard.rules.sql.LexedSql;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyOptionsTest {

    @Test
    void knowsTheDefaultsOfEachFormat() {
        CopyOptions text = read("COPY t FROM STDIN");
        assertThat(text.format()).isEqualTo(Format.TEXT);
        assertThat(text.delimiter()).isEqualTo('\t');
        assertThat(text.nullText()).isEqualTo("\\N");
        CopyOptions csv = read("COPY t (a) FROM STDIN WITH (FORMAT csv)");
        assertThat(csv.delimiter()).isEqualTo(',');
        assertThat(csv.nullText()).isEmpty();
        assertThat(csv.escape()).isEqualTo('"');
        assertThat(read("COPY BINARY t FROM STDIN").format()).isEqualTo(Format.BINARY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY t FROM STDIN (FORMAT 'csv', DELIMITER ';', NULL '-', QUOTE '''', ESCAPE E'\\\\', HEADER)",
                "COPY t FROM STDIN DELIMITER AS ';' NULL '-' CSV HEADER QUOTE '''' ESCAPE AS '\\' WHERE a > 1",
            })
    void readsBothSyntaxes(String sql) {
        CopyOptions options = read(sql);
        assertThat(options.problem()).isNull();
        assertThat(options.format()).isEqualTo(Format.CSV);
        assertThat(options.delimiter()).isEqualTo(';');
        assertThat(options.nullText()).isEqualTo("-");
        assertThat(options.quote()).isEqualTo('\'');
        assertThat(options.escape()).isEqualTo('\\');
        assertThat(options.header()).isTrue();
    }

    @Test
    void readsListsOfColumns() {
        CopyOptions options = read("COPY t FROM STDIN (FORMAT csv, FORCE_NULL (a, \"B\"), FORCE_NOT_NULL *)");
        assertThat(options.forceNull()).isEqualTo(Set.of("a", "B"));
        assertThat(options.forceNotNull()).containsExactly(CopyOptions.EVERY_COLUMN);
        assertThat(read("COPY t FROM STDIN (HEADER false)").header()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY t FROM '/tmp/rows'",
                "COPY t FROM PROGRAM 'cat rows'",
                "COPY t FROM STDIN (FORMAT parquet)",
                "COPY t FROM STDIN (UNHEARD_OF 1)",
                "COPY t FROM STDIN OIDS",
            })
    void saysWhatItDoesNotKnow(String sql) {
        assertThat(read(sql).problem()).isNotNull();
    }

    private static CopyOptions read(String sql) {
        LexedSql lexed = LexedSql.of(sql);
        return CopyOptions.of(lexed, SqlReader.read(lexed).get(0));
    }
}
