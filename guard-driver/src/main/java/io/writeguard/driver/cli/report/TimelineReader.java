package io.writeguard.driver.cli.report;

import io.writeguard.driver.cli.audit.AuditReport;
import io.writeguard.driver.cli.audit.SecretCounts;
import io.writeguard.rules.MassInvalidation;
import io.writeguard.rules.Rules;
import io.writeguard.rules.TableName;
import io.writeguard.rules.TableRules;
import io.writeguard.rules.check.MassInvalidationRule;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the timeline; a table that is not there tells nothing. */
public final class TimelineReader {

    private static final String LOSSES = """
            SELECT pg_catalog.to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD'), guarded || '.' || secret, count(*), count(reason)
            FROM writeguard.archive WHERE at >= ? GROUP BY 1, 2 ORDER BY 1, 2
            """;

    private static final String EVENTS = """
            SELECT pg_catalog.to_char(minute AT TIME ZONE 'UTC', 'YYYY-MM-DD'), kind, rule,
              pg_catalog.concat_ws('.', guarded, secret), reason, sum(times)
            FROM writeguard.history WHERE minute >= ? AND kind <> 'live' GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
            """;

    private static final String SAMPLES = """
            SELECT minute, guarded || '.' || secret, times FROM writeguard.history
            WHERE minute >= ? AND kind = 'live' ORDER BY minute
            """;

    private static final String RESTORES = """
            SELECT started, by_role, reason, asked_for, restored, renewed, missing_rows + failed FROM writeguard.restores
            WHERE started >= ? ORDER BY started DESC
            """;

    private static final String WINDOW = """
            SELECT count(*) FROM (SELECT lost_row FROM writeguard.losses
              WHERE guarded = ? AND secret = ? AND at > pg_catalog.now() - pg_catalog.make_interval(secs => ?)
                AND lost_row IS NOT NULL GROUP BY lost_row HAVING sum(change) > 0) AS lost
            """;

    private static final String SAMPLE = """
            INSERT INTO writeguard.history (minute, kind, guarded, secret, times, kept_until)
            VALUES (pg_catalog.date_trunc('minute', pg_catalog.now()), 'live', ?, ?, ?, pg_catalog.now() + interval '400 d')
            """;

    private final Connection connection;
    private final Instant since;

    /** @param connection not in auto-commit mode */
    public TimelineReader(Connection connection, Instant since) {
        this.connection = connection;
        this.since = since;
    }

    /** Reads one row of an answer. */
    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    public Timeline read(Rules rules, AuditReport audit) throws SQLException {
        return new Timeline(
                all(
                        "archive",
                        LOSSES,
                        row -> new Timeline.Loss(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4))),
                all(
                        "history",
                        EVENTS,
                        row -> new Timeline.Told(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getLong(6))),
                all(
                        "history",
                        SAMPLES,
                        row -> new Timeline.Sample(row.getTimestamp(1).toInstant(), row.getString(2), row.getLong(3))),
                windows(rules, audit),
                all(
                        "restores",
                        RESTORES,
                        row -> new Timeline.Restored(
                                row.getTimestamp(1).toInstant(),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getLong(5),
                                row.getLong(6),
                                row.getLong(7))));
    }

    /** Writes down how many live secrets there are now, for the pages to come. */
    public static void sample(Connection writing, AuditReport audit) throws SQLException {
        try (PreparedStatement insert = writing.prepareStatement(SAMPLE)) {
            for (SecretCounts counts : audit.secrets()) {
                insert.setString(1, counts.table().toString());
                insert.setString(2, counts.secret().label());
                insert.setLong(3, counts.live());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        writing.commit();
    }

    private <T> List<T> all(String table, String sql, Row<T> reader) throws SQLException {
        List<T> rows = new ArrayList<>();
        if (!exists(table)) {
            return rows;
        }
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setTimestamp(1, Timestamp.from(since));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    rows.add(reader.of(row));
                }
            }
        }
        return rows;
    }

    private boolean exists(String table) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT EXISTS (SELECT FROM pg_catalog.pg_class c"
                + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                + " WHERE n.nspname = 'writeguard' AND c.relname = ?)")) {
            query.setString(1, table);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private List<Timeline.Window> windows(Rules rules, AuditReport audit) throws SQLException {
        List<Timeline.Window> windows = new ArrayList<>();
        if (!exists("losses")) {
            return windows;
        }
        for (SecretCounts counts : audit.secrets()) {
            Optional<MassInvalidation> limits = limits(rules, counts.table());
            if (limits.isPresent() && limits.get().budget() == MassInvalidation.Budget.DATABASE) {
                long lost = lost(counts, limits.get());
                long limit = MassInvalidationRule.room(limits.get(), counts.live(), lost);
                windows.add(new Timeline.Window(counts.name(), lost, limit));
            }
        }
        return windows;
    }

    private static Optional<MassInvalidation> limits(Rules rules, TableName table) {
        return rules.tables().stream()
                .filter(declared -> declared.name().schema() == null
                        ? declared.name().name().equals(table.name())
                        : declared.name().names(table))
                .map(TableRules::massInvalidation)
                .findFirst();
    }

    private long lost(SecretCounts counts, MassInvalidation limits) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(WINDOW)) {
            query.setString(1, counts.table().toString());
            query.setString(2, counts.secret().label());
            query.setDouble(3, limits.window().toMillis() / 1000.0);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
