package io.writeguard.driver.archive;

import io.writeguard.driver.event.Events;
import io.writeguard.driver.impact.Question;
import io.writeguard.driver.impact.Questions;
import io.writeguard.driver.ledger.OwnConnections;
import io.writeguard.driver.schema.GuardedTable;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Keeps what the submissions of one connection take, in their own transactions. One thread at a time. */
public final class ArchiveBook {

    private static final int ROWS_A_TRIP = 1000;

    private static final String INSERT = """
            INSERT INTO writeguard.archive
              (guarded, secret, row_key, operation, reason, statement, key_id, value, kept_until)
            SELECT k.guarded, k.secret, k.row_key, k.operation, k.reason, ?, k.key_id, k.value,
              pg_catalog.clock_timestamp() + pg_catalog.make_interval(secs => k.seconds)
            FROM ROWS FROM (pg_catalog.unnest(?::pg_catalog.text[]), pg_catalog.unnest(?::pg_catalog.text[]),
              pg_catalog.unnest(?::pg_catalog.text[]), pg_catalog.unnest(?::pg_catalog.text[]),
              pg_catalog.unnest(?::pg_catalog.text[]), pg_catalog.unnest(?::pg_catalog.text[]),
              pg_catalog.unnest(?::pg_catalog.bytea[]), pg_catalog.unnest(?::pg_catalog.float8[]))
              AS k(guarded, secret, row_key, operation, reason, key_id, value, seconds)
            """;

    private final SecretArchive archive;
    private final Questions questions;
    private final OwnConnections beside;
    private final Events events;

    /**
     * @param questions on the application's connection, in the submission's own transaction
     * @param beside for tidying
     */
    public ArchiveBook(SecretArchive archive, Questions questions, OwnConnections beside, Events events) {
        this.archive = archive;
        this.questions = questions;
        this.beside = beside;
        this.events = events;
    }

    /**
     * Keeps the secrets, before what takes them counts.
     *
     * @param statement that takes them, without literals
     * @throws ArchiveUnavailable where they can't be kept
     */
    public void keep(List<KeptSecret> secrets, String statement) throws SQLException {
        for (int from = 0; from < secrets.size(); from += ROWS_A_TRIP) {
            List<KeptSecret> some = secrets.subList(from, Math.min(secrets.size(), from + ROWS_A_TRIP));
            try {
                questions.use(INSERT, insert -> insert(insert, some, statement));
            } catch (ArchiveUnavailable failure) {
                throw failure;
            } catch (SQLException failure) {
                throw ArchiveSchema.isUnusable(failure) ? ArchiveUnavailable.because(failure) : failure;
            }
        }
    }

    /** Removes what has been kept long enough of the tables that these belong to, once a minute, on another connection. */
    public void tidy(KeptSecrets kept) {
        List<GuardedTable> due = archive.due(kept.secrets(), System.nanoTime());
        if (!due.isEmpty()) {
            new ArchiveTidying(beside, events).run(due);
        }
    }

    private boolean insert(PreparedStatement insert, List<KeptSecret> secrets, String statement) throws SQLException {
        int rows = secrets.size();
        String[][] texts = new String[6][rows];
        byte[][] values = new byte[rows][];
        Double[] seconds = new Double[rows];
        for (int i = 0; i < rows; i++) {
            KeptSecret secret = secrets.get(i);
            String rowKey = RowKeyText.of(secret.rowKey());
            SecretArchive.Sealed sealed = archive.seal(secret, rowKey);
            texts[0][i] = secret.table().counted().name().toString();
            texts[1][i] = secret.secret();
            texts[2][i] = rowKey;
            texts[3][i] = secret.operation();
            texts[4][i] = secret.reason();
            texts[5][i] = sealed.keyId();
            values[i] = sealed.value();
            seconds[i] = secret.archive().keep().toMillis() / 1000.0;
        }
        insert.setString(1, statement);
        for (int i = 0; i < texts.length; i++) {
            insert.setArray(i + 2, insert.getConnection().createArrayOf("text", texts[i]));
        }
        insert.setArray(8, insert.getConnection().createArrayOf("bytea", values));
        insert.setArray(9, insert.getConnection().createArrayOf("float8", seconds));
        insert.executeUpdate();
        return true;
    }

    /**
     * How many rows the transaction has changed or deleted so far in what the secrets are counted among (manual, "The
     * Cumulative Statistics System": the counters of the own transaction, which no other session touches).
     *
     * @param tables all guarded tables
     */
    public long written(KeptSecrets kept, Collection<GuardedTable> tables) throws SQLException {
        String oids = tables.stream()
                .filter(kept::concern)
                .map(table -> "(" + table.oid() + "::pg_catalog.oid)")
                .collect(Collectors.joining(", "));
        long rows = questions.number(new Question(
                "SELECT CASE WHEN pg_catalog.current_setting('track_counts')::pg_catalog.bool THEN"
                        + " pg_catalog.sum(pg_catalog.pg_stat_get_xact_tuples_updated(oid)"
                        + " + pg_catalog.pg_stat_get_xact_tuples_deleted(oid)) ELSE -1 END FROM (VALUES " + oids
                        + ") AS wg_tables(oid)",
                false,
                List.of()));
        if (rows < 0) {
            throw ArchiveUnavailable.because(ArchiveWording.NOT_COUNTED);
        }
        return rows;
    }

    /** Of how many of the rows what was kept is still there, as it was. */
    public long untouched(KeptSecrets kept) throws SQLException {
        return new UntouchedRows(questions).count(kept.secrets());
    }

    /**
     * Makes sure that no more rows were written than were looked at.
     *
     * @param written rows that the submission has changed or deleted, and those looked at that it has not
     */
    public static void requireAllKept(KeptSecrets kept, long written) throws ArchiveUnavailable {
        if (written > kept.rows()) {
            throw ArchiveUnavailable.because(ArchiveWording.MORE_ROWS);
        }
    }
}
