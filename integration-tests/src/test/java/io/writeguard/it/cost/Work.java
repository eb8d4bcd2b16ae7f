package io.writeguard.it.cost;

import io.writeguard.driver.WriteRejectedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Something that an application does over and over. */
enum Work {
    CLEAR_BY_KEY("clear of one row by key", 300) {
        @Override
        void run(Connection connection, int time) throws SQLException {
            execute(connection, "update users set token = null where id = ?", time);
        }
    },
    DELETE_IN_TRANSACTIONS("three rows deleted by key in a transaction", 100) {
        @Override
        void run(Connection connection, int time) throws SQLException {
            connection.setAutoCommit(false);
            for (int id = 3 * time - 2; id <= 3 * time; id++) {
                execute(connection, "delete from users where id = ?", id);
            }
            connection.rollback();
            connection.setAutoCommit(true);
        }
    },
    CLEAR_MANY("clear of 500 rows by an indexed column", 20) {
        @Override
        void run(Connection connection, int time) throws SQLException {
            connection.setAutoCommit(false);
            execute(connection, "update users set token = null where team = ?", time);
            connection.rollback();
            connection.setAutoCommit(true);
        }
    },
    ROTATE("rotation by key", 1000) {
        @Override
        void run(Connection connection, int time) throws SQLException {
            execute(connection, "update users set token = ? where id = ?", "rotated-" + connection + time, time);
        }
    },
    UPSERT("batch of 1,000 upserts", 20) {
        @Override
        void run(Connection connection, int time) throws SQLException {
            try (PreparedStatement upsert = connection.prepareStatement(
                    "insert into users values (?, 0, ?) on conflict (id) do update set token = excluded.token")) {
                for (int id = 1; id <= 1000; id++) {
                    upsert.setInt(1, id);
                    upsert.setString(2, "upserted-" + connection + "-" + id + "-" + time);
                    upsert.addBatch();
                }
                upsert.executeBatch();
            }
        }
    };

    private final String title;
    private final int times;

    Work(String title, int times) {
        this.title = title;
        this.times = times;
    }

    String title() {
        return title;
    }

    int times() {
        return times;
    }

    /**
     * @param time from 1
     */
    abstract void run(Connection connection, int time) throws SQLException;

    static void execute(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    /** Whether the guard refuses it. */
    static boolean refused(Connection connection, String sql, Object... values) throws SQLException {
        try {
            execute(connection, sql, values);
            return false;
        } catch (WriteRejectedException refusal) {
            return true;
        }
    }
}
