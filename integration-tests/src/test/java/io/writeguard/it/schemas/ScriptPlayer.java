package io.writeguard.it.schemas;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import javax.sql.DataSource;

/** Plays transactions over guarded connections. */
final class ScriptPlayer {

    private final DataSource guarded;

    ScriptPlayer(DataSource guarded) {
        this.guarded = guarded;
    }

    /** Plays one transaction to its end; what fails is rolled back. */
    void play(Script script, Values values) throws SQLException {
        try (Connection connection = guarded.getConnection()) {
            connection.setAutoCommit(script.auto());
            try {
                steps(connection, script, values);
            } catch (SQLException failure) {
                if (!script.auto()) {
                    connection.rollback();
                }
                throw failure;
            }
            if (script.rollback()) {
                connection.rollback();
            } else if (!script.auto()) {
                connection.commit();
            }
        }
    }

    private void steps(Connection connection, Script script, Values values) throws SQLException {
        for (Step step : script.steps()) {
            switch (step.how()) {
                case PLAIN -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute(step.sql());
                    }
                }
                case ELSEWHERE -> {
                    try (Connection other = guarded.getConnection()) {
                        prepared(other, step, values);
                    }
                }
                case LOAD -> {
                    if (!load(connection, step, values)) {
                        return;
                    }
                }
                default -> prepared(connection, step, values);
            }
        }
    }

    private static boolean load(Connection connection, Step step, Values values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(step.sql())) {
            bind(statement, step, values);
            try (ResultSet row = statement.executeQuery()) {
                boolean found = row.next();
                if (found) {
                    values.load(row);
                }
                return found;
            }
        }
    }

    private static void prepared(Connection connection, Step step, Values values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(step.sql())) {
            if (step.how() == Step.How.BATCH) {
                for (int i = 0; i < step.times(); i++) {
                    bind(statement, step, step.times() == 1 ? values : values.others());
                    statement.addBatch();
                }
                statement.executeBatch();
            } else {
                bind(statement, step, values);
                if (statement.execute()) {
                    readAll(statement);
                }
            }
        }
    }

    private static void readAll(Statement statement) throws SQLException {
        try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
                rows.getObject(1);
            }
        }
    }

    private static void bind(PreparedStatement statement, Step step, Values values) throws SQLException {
        for (int i = 0; i < step.names().size(); i++) {
            Object value = values.get(step.names().get(i));
            if (value == null) {
                statement.setNull(i + 1, Types.NULL);
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }
}
