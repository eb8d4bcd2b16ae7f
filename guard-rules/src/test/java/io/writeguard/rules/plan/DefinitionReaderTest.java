package io.writeguard.rules.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.rules.sql.LexedSql;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "DROP TABLE IF EXISTS a, b.c CASCADE ~ DROP_TABLE a; DROP_TABLE b.c",
                "DROP SCHEMA s CASCADE ~ DROP_TABLE s.*; DROP_DEPENDENTS *",
                "DROP SCHEMA s ~ ``",
                "DROP OWNED BY r ~ OTHER *",
                "DROP EXTENSION citext CASCADE ~ DROP_TYPE *",
                "DROP FUNCTION digest(text) CASCADE ~ DROP_DEPENDENTS *",
                "ALTER TABLE ONLY a DROP b, DROP COLUMN IF EXISTS c CASCADE ~ DROP_COLUMN a b; DROP_COLUMN a c",
                "ALTER TABLE a ALTER b TYPE text, ALTER COLUMN c SET DATA TYPE int USING 1"
                        + " ~ ALTER_TYPE a b; ALTER_TYPE a c",
                "ALTER TABLE a ADD COLUMN b text DEFAULT '', ADD CONSTRAINT c CHECK (b <> '')"
                        + " ~ HARMLESS a b; HARMLESS a",
                "ALTER TABLE a ALTER b SET DEFAULT '', DROP CONSTRAINT c ~ HARMLESS a b; HARMLESS a",
                "ALTER TABLE a RENAME TO b ~ RENAME_TABLE a",
                "ALTER INDEX a RENAME TO b ~ RENAME_TABLE a",
                "ALTER TABLE a RENAME b TO c ~ RENAME_COLUMN a b",
                "ALTER TABLE a SET SCHEMA s ~ SET_SCHEMA a",
                "ALTER SCHEMA s RENAME TO t ~ SET_SCHEMA s.*",
                "ALTER TABLE a DETACH PARTITION b CONCURRENTLY ~ HARMLESS a; DETACH_PARTITION b",
                "ALTER TABLE a ATTACH PARTITION b DEFAULT ~ HARMLESS a; HARMLESS b",
                "ALTER TABLE a DISABLE TRIGGER ALL, ENABLE ROW LEVEL SECURITY ~ HARMLESS a; HARMLESS a",
                "ALTER TABLE a NO INHERIT b ~ DETACH_PARTITION a",
                "CREATE TRIGGER t BEFORE UPDATE OF b ON a EXECUTE FUNCTION f() ~ HARMLESS a",
                "CREATE RULE r AS ON DELETE TO a DO INSTEAD NOTHING ~ HARMLESS a",
                "CREATE UNIQUE INDEX CONCURRENTLY ON ONLY a (b) ~ HARMLESS a",
                "SELECT * INTO TEMPORARY TABLE a FROM b ~ HARMLESS a",
            })
    void readsDefinitions(String sql, String changes) {
        StatementReading reading = SqlReader.read(LexedSql.of(sql)).get(0);
        assertThat(reading.problem()).isNull();
        String found = reading.changes().stream()
                .map(change -> change.kind() + " " + change.relation()
                        + (change.column() == null ? "" : " " + change.column()))
                .collect(Collectors.joining("; "));
        assertThat(found.replace("null.", "")).isEqualTo(changes);
    }
}
