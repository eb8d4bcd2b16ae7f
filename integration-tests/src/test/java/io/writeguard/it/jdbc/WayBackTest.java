package io.writeguard.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;
import org.postgresql.copy.CopyManager;
import org.postgresql.jdbc.PgConnection;

/** From whatever the driver hands out, only the guarded connection can be reached. */
class WayBackTest {

    private WatchedDatabase watched;
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        watched = new WatchedDatabase();
        connection = watched.connection;
    }

    @AfterEach
    void close() throws SQLException {
        watched.close();
    }

    @Test
    void fromRows() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select array[1]")) {
            rows.next();
            assertThat(rows.getStatement()).isSameAs(statement);
            assertLeadsBack(rows);
            assertLeadsBack(rows.getArray(1).getResultSet());
            assertLeadsBack(((java.sql.Array) rows.getObject(1)).getResultSet());
        }
    }

    @Test
    void fromMetadata() throws SQLException {
        assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
        try (ResultSet tables = connection.getMetaData().getTables(null, null, "guarded", null)) {
            assertThat(tables.next()).isTrue();
            assertLeadsBack(tables);
        }
    }

    @Test
    void fromGeneratedKeys() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into harmless values (1, 'word')", Statement.RETURN_GENERATED_KEYS)) {
            insert.executeUpdate();
            assertLeadsBack(insert.getGeneratedKeys());
        }
    }

    @Test
    void fromARefcursor() throws SQLException {
        watched.database.execute("create function words() returns refcursor language plpgsql as $$"
                + "declare c refcursor; begin open c for select 1; return c; end $$");
        connection.setAutoCommit(false);
        try (CallableStatement call = connection.prepareCall("{? = call words()}")) {
            call.registerOutParameter(1, Types.REF_CURSOR);
            call.execute();
            ResultSet rows = (ResultSet) call.getObject(1);
            assertThat(rows.next()).isTrue();
            assertLeadsBack(rows);
        }
    }

    private void assertLeadsBack(ResultSet rows) throws SQLException {
        assertThat(rows.getStatement().getConnection()).isSameAs(connection);
    }

    @Test
    void unwrapping() throws SQLException {
        assertThat(connection.unwrap(PGConnection.class)).isSameAs(connection);
        assertThat(connection.unwrap(PGConnection.class).getBackendPID()).isPositive();
        assertThatThrownBy(() -> connection.unwrap(PgConnection.class)).hasMessageStartingWith("refused");
        assertThatThrownBy(() -> connection.unwrap(java.util.List.class)).hasMessageStartingWith("Cannot unwrap");
        try (Statement statement = connection.createStatement()) {
            statement.unwrap(PGStatement.class).setPrepareThreshold(1);
            assertThat(((PGStatement) statement).getPrepareThreshold()).isEqualTo(1);
        }
    }

    @Test
    void copy() throws SQLException, IOException {
        watched.session.refuses = true;
        CopyManager copyManager = connection.unwrap(PGConnection.class).getCopyAPI();

        assertThat(copyManager.copyIn("copy harmless from stdin", new StringReader("1\tword\n")))
                .isEqualTo(1);
        assertThatThrownBy(() -> copyManager.copyIn("copy guarded from stdin", new StringReader("1\tx\n")))
                .hasMessage("refused: CopyManager.copyIn");
        StringWriter words = new StringWriter();
        copyManager.copyOut("copy harmless to stdout", words);
        assertThat(words).hasToString("1\tword\n");
    }

    @Test
    void changingARowThroughAResultSet() throws SQLException {
        watched.database.execute("insert into guarded values (1, 'token'); insert into harmless values (1, 'word')");
        watched.session.refuses = false;

        try (Statement statement =
                connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_UPDATABLE)) {
            ResultSet harmless = statement.executeQuery("select id, words from harmless");
            harmless.next();
            harmless.updateString(2, "other");
            harmless.updateRow();
            ResultSet guarded = statement.executeQuery("select id, secret from guarded");
            guarded.next();
            guarded.updateString(2, "");
            watched.session.refuses = true;
            assertThatThrownBy(guarded::updateRow).hasMessage("refused: execute");
        }

        assertThat(watched.database.text("select words || secret from harmless, guarded"))
                .isEqualTo("othertoken");
    }
}
