package io.writeguard.driver.cli.console;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import picocli.CommandLine.Option;

/** The options of a command that looks at a live database, and the connection that they lead to. */
public final class Database {

    private static final String APPLICATION = "writeguard-cli";

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "Database user, where the URL names none. Default: the environment variable PGUSER.")
    private String user;

    /**
     * A connection that writes nothing, in a transaction, with limits: a statement may run for so long, and wait a second
     * for a lock. The password comes from the URL, the environment variable PGPASSWORD or ~/.pgpass.
     *
     * @param url of the PostgreSQL driver or of the guard; {@code postgresql://…} will do
     * @param statementSeconds how long one statement may run
     */
    public Connection readOnly(String url, int statementSeconds) throws CommandFailure {
        return open(url, statementSeconds, true);
    }

    /** The same, but one in which rows may be locked, as the guard does when it looks; to be rolled back. */
    public Connection locking(String url, int statementSeconds) throws CommandFailure {
        return open(url, statementSeconds, false);
    }

    /** One more, in auto-commit mode, for what every session sees. */
    public Connection beside(String url, int statementSeconds) throws SQLException {
        try {
            Connection connection = readOnly(url, statementSeconds);
            connection.setAutoCommit(true);
            return connection;
        } catch (CommandFailure failure) {
            throw new SQLException(failure.getMessage(), failure);
        }
    }

    private Connection open(String url, int statementSeconds, boolean readOnly) throws CommandFailure {
        try {
            DatabaseUrl address = DatabaseUrl.of(url);
            Connection connection = new org.postgresql.Driver().connect(address.url(), properties(address));
            if (connection == null) {
                throw new CommandFailure("not the URL of a PostgreSQL database: " + url
                        + "; expected jdbc:postgresql://host:port/database?user=name");
            }
            connection.setAutoCommit(false);
            connection.setReadOnly(readOnly);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET statement_timeout = '" + statementSeconds + "s'; SET lock_timeout = '1s';"
                        + " SET idle_in_transaction_session_timeout = '10min'");
            }
            connection.commit();
            return connection;
        } catch (SQLException | RuntimeException failure) {
            throw failure(failure);
        }
    }

    /** What a database that can't be asked says. */
    public static CommandFailure failure(Exception failure) {
        String state = failure instanceof SQLException sql && sql.getSQLState() != null
                ? " (SQLState " + sql.getSQLState() + ")"
                : "";
        return new CommandFailure("the database can't be asked: " + failure.getMessage() + state);
    }

    private Properties properties(DatabaseUrl address) {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", APPLICATION);
        set(properties, "user", System.getenv("PGUSER"), user, address.user());
        set(properties, "password", System.getenv("PGPASSWORD"), address.password());
        return properties;
    }

    /** The last of the values that is one; a parameter of the URL goes before all of them. */
    private static void set(Properties properties, String name, String... values) {
        for (String value : values) {
            if (value != null && !value.isEmpty()) {
                properties.setProperty(name, value);
            }
        }
    }
}
