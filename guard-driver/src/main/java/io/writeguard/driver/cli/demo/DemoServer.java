package io.writeguard.driver.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.UnaryOperator;

/**
 * The databases of the demonstration; all that is done here goes beside the guard.
 *
 * @param urls from a database's name to its URL, which has a {@code ?}
 */
record DemoServer(UnaryOperator<String> urls) {

    private static final String RESOURCES = "io/writeguard/driver/cli/demo/";

    /** Creates the database of an incident and fills it. */
    String fill(Incident incident) throws SQLException, IOException {
        String database = incident.name().replace('-', '_');
        execute("postgres", "create database " + database);
        execute(database, resource(incident.name() + ".sql"));
        return database;
    }

    String copy(String database, String suffix) throws SQLException {
        String copy = database + suffix;
        execute("postgres", "create database " + copy + " template " + database);
        return copy;
    }

    String url(String database) {
        return urls.apply(database);
    }

    String guardedUrl(String database, Incident incident) {
        return url(database).replaceFirst("^jdbc:", "jdbc:writeguard:") + "&writeguardRules=classpath:" + RESOURCES
                + incident.name() + ".yaml";
    }

    long count(String database, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(database));
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(query)) {
            answer.next();
            return answer.getLong(1);
        }
    }

    private void execute(String database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(database));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream content = DemoServer.class.getClassLoader().getResourceAsStream(RESOURCES + name)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
