package io.writeguard.it.cases;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.postgresql.PGConnection;

/** Sends one statement of a case in one round, through the JDBC call that the case names. */
record StatementCall(Connection connection, CaseStatement statement, String sql, int round, CaseParameters parameters) {

    void run() throws SQLException, IOException {
        switch (statement.api()) {
            case "prepared", "execute" -> execute();
            case "executeQuery" -> executeQuery();
            case "batch" -> executeBatch(statement.params());
            case "batch_rows" -> executeBatch(statement.rows().toArray(JsonArray[]::new));
            case "batch_sql" -> executeTextBatch();
            case "statement" -> executeText();
            case "callable" -> call();
            case "rs_update" -> updateThroughResultSet();
            case "copy" ->
                connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, new StringReader(statement.data()));
            case "copy_out" ->
                connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql, new StringWriter());
            default -> throw new IllegalArgumentException("unknown api: " + statement.api());
        }
    }

    private void execute() throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(sql)) {
            parameters.bind(prepared, statement.params(), round);
            if (prepared.execute()) {
                drain(prepared.getResultSet());
            }
        }
    }

    private void executeQuery() throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(sql)) {
            parameters.bind(prepared, statement.params(), round);
            drain(prepared.executeQuery());
        }
    }

    private void executeBatch(JsonArray... rows) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(sql)) {
            for (JsonArray row : rows) {
                parameters.bind(prepared, row, round);
                prepared.addBatch();
            }
            prepared.executeBatch();
        }
    }

    private void executeTextBatch() throws SQLException {
        try (Statement plain = connection.createStatement()) {
            for (String text : statement.sqls()) {
                plain.addBatch(text);
            }
            plain.executeBatch();
        }
    }

    private void executeText() throws SQLException {
        try (Statement plain = connection.createStatement()) {
            if (plain.execute(sql)) {
                drain(plain.getResultSet());
            }
        }
    }

    private void call() throws SQLException {
        try (CallableStatement callable = connection.prepareCall(sql)) {
            callable.execute();
        }
    }

    private void updateThroughResultSet() throws SQLException {
        try (Statement plain =
                        connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
                ResultSet rows = plain.executeQuery(sql)) {
            rows.next();
            for (Map.Entry<String, JsonElement> update :
                    statement.resultSetUpdates().entrySet()) {
                if (update.getValue().isJsonNull()) {
                    rows.updateNull(update.getKey());
                } else {
                    rows.updateString(update.getKey(), update.getValue().getAsString());
                }
            }
            rows.updateRow();
        }
    }

    private static void drain(ResultSet rows) throws SQLException {
        try (rows) {
            while (rows.next()) {
                rows.getObject(1);
            }
        }
    }
}
