package io.writeguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.driver.event.GuardEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an operator sees in the log. */
class EventLinesTest {

    private static final Path LOG = Path.of("target", "tests.log");

    @Test
    void manyRefusalsAreOneLineAndAsManyEvents() throws SQLException, IOException {
        try (GuardUnderTest guard = GuardUnderTest.with("""
                version: 1
                tables:
                  event_line_users: {secret-columns: [token]}
                """, """
                create table event_line_users (id int primary key, token text);
                insert into event_line_users select i, 'secret-' || md5(i::text) from generate_series(1, 100) i
                """)) {
            for (int i = 1; i <= 50; i++) {
                assertThat(guard.run("update event_line_users set token = '' where id = " + i))
                        .isEqualTo("empty-secret");
            }
            assertThat(guard.events())
                    .hasSize(50)
                    .allSatisfy(event -> assertThat(event.statement())
                            .isEqualTo("update event_line_users set token = ? where id = ?"));
            assertThat(guard.eventKinds()).containsOnly(GuardEvent.Kind.REJECTED);
        }
        List<String> lines = Files.readAllLines(LOG).stream()
                .filter(line -> line.contains("WARN") && line.contains("event_line_users"))
                .toList();
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0))
                .contains("io.writeguard.event.rejected")
                .contains("event.name=writeguard.rejected")
                .contains("writeguard.rule=empty-secret")
                .contains("db.collection.name=public.event_line_users")
                .contains("db.query.text=update event_line_users set token = ? where id = ?")
                .contains("rejected: empty-secret: UPDATE would write an empty or blank value");
    }
}
