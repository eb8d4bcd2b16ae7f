package io.writeguard.rules.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import io.writeguard.rules.sql.LexedSql;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Every statement is read as PostgreSQL's own parser reads it, or not at all. */
class LabelledSqlTest {

    @Test
    void ownStatementsAreReadAsPostgresqlReadsThem() throws IOException {
        Reading reading = new Reading();
        own().forEach(reading::compare);
        assertThat(reading.wrong).isEmpty();
        assertThat(reading.refused).isEmpty();
        assertThat(reading.statements).isGreaterThan(50);
    }

    @Test
    void sharedStatementsAreReadAsPostgresqlReadsThem() throws IOException {
        Reading reading = new Reading();
        for (Path file : sharedFiles()) {
            try (InputStream lines = open(file)) {
                LabelledStatement.read(lines).forEach(reading::compare);
            }
        }
        reading.refused.forEach((kind, ids) -> System.out.println("not read: " + kind + " " + ids));
        assertThat(reading.wrong).isEmpty();
        assertThat(reading.refusedWrites * 1000L).isLessThanOrEqualTo(reading.writes);
    }

    /** What decides whether a text concerns the guard is known before it is read twice. */
    @Test
    void theOutlineAloneTellsKindsAndNames() throws IOException {
        for (LabelledStatement labelled : own()) {
            LexedSql sql = LexedSql.of(labelled.sql());
            assertThat(SqlReader.outline(sql))
                    .as(labelled.sql())
                    .extracting(StatementReading::kind, StatementReading::identifiers, StatementReading::writes)
                    .isEqualTo(SqlReader.read(sql).stream()
                            .map(read -> tuple(read.kind(), read.identifiers(), read.writes()))
                            .toList());
        }
    }

    /** What the cache of readings relies on. */
    @Test
    void textsOfEqualShapeAreReadAlike() throws IOException {
        int alike = 0;
        for (LabelledStatement labelled : own()) {
            LexedSql sql = LexedSql.of(labelled.sql());
            LexedSql other = LexedSql.of(withOtherLiterals(sql));
            if (other.shape().equals(sql.shape())) {
                assertThat(SqlReader.read(other)).as(labelled.sql()).isEqualTo(SqlReader.read(sql));
                alike++;
            }
        }
        assertThat(alike).isGreaterThan(40);
    }

    private static String withOtherLiterals(LexedSql sql) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < sql.size(); i++) {
            switch (sql.type(i)) {
                case STRING -> text.append("E'\\'; DELETE FROM users WHERE --'");
                case NUMBER -> text.append("3.5e7");
                default -> text.append(sql.text(i));
            }
            text.append("/* other */\n");
        }
        return text.toString();
    }

    @Test
    void brokenStatementsDoNoHarm() throws IOException {
        for (LabelledStatement labelled : own()) {
            String sql = labelled.sql();
            for (int i = 0; i < sql.length(); i += 3) {
                int end = Math.min(sql.length(), i + 5);
                for (String broken :
                        List.of(sql.substring(0, i), sql.substring(0, i) + sql.substring(end), sql.substring(i))) {
                    LexedSql lexed = LexedSql.of(broken);
                    assertThatCode(() -> SqlReader.read(lexed)).as(broken).doesNotThrowAnyException();
                    assertThat(lexed.shape()).isNotNull();
                }
            }
        }
    }

    private List<LabelledStatement> own() throws IOException {
        try (InputStream lines = getClass().getResourceAsStream("labelled.jsonl")) {
            return LabelledStatement.read(Objects.requireNonNull(lines));
        }
    }

    private static List<Path> sharedFiles() throws IOException {
        Path folder = sharedFolder();
        if (folder == null) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().contains(".jsonl")).toList();
        }
    }

    /** The folder of labelled statements outside the project, where the machine has one. */
    private static Path sharedFolder() {
        String property = System.getProperty("writeguard.shared");
        if (property != null) {
            return Path.of(property, "sql");
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path sql = folder.resolve("shared").resolve("sql");
            if (Files.isDirectory(sql)) {
                return sql;
            }
        }
        return null;
    }

    private static InputStream open(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
    }

    /** Counts over a set of statements. The labels cut every column at its first dot or bracket, quoted ones too. */
    private static final class Reading {

        private final List<String> wrong = new ArrayList<>();
        private final Map<String, List<String>> refused = new TreeMap<>();
        private int statements;
        private int writes;
        private int refusedWrites;

        void compare(LabelledStatement labelled) {
            statements++;
            writes += labelled.writes().size();
            List<StatementReading> readings = SqlReader.read(LexedSql.of(labelled.sql()));
            if (readings.stream().allMatch(StatementReading::readable)) {
                List<Explained> explained = readings.stream()
                        .flatMap(reading -> Explained.of(reading).stream())
                        .toList();
                if (!sorted(explained).equals(sorted(labelled.labels()))) {
                    wrong.add(labelled.id() + " " + labelled.sql() + "\n  read " + explained);
                }
            } else {
                refusedWrites += labelled.writes().size();
                refused.computeIfAbsent(labelled.kind(), kind -> new ArrayList<>())
                        .add(labelled.id());
            }
        }

        private static Explained withoutIndirection(Explained write) {
            List<String> columns = write.columns() == null
                    ? null
                    : write.columns().stream()
                            .map(column -> column.replaceFirst("[.\\[].*", ""))
                            .toList();
            return new Explained(write.operation(), write.table(), columns, write.where());
        }

        private static List<Explained> sorted(List<Explained> writes) {
            return writes.stream()
                    .map(Reading::withoutIndirection)
                    .sorted((a, b) -> a.toString().compareTo(b.toString()))
                    .toList();
        }
    }
}
