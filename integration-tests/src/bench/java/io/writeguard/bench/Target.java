package io.writeguard.bench;

import io.writeguard.driver.cli.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A server of this JVM's own, with the tables that are written to, and the rules. */
final class Target implements AutoCloseable {

    private static final String TABLES = """
            drop table if exists audit, users;
            create table audit (id bigint primary key, actor text, action text);
            create table users (id bigint primary key, grp int, name text, token text);
            insert into users select i, i / 1000, 'name ' || i, 'secret-' || md5(i::text)
              from generate_series(1, %d) i;
            create index on users (grp);
            vacuum analyze users
            """;

    /** Limits that nothing here meets: a refusal would be no write. */
    private static final String RULES = """
            version: 1
            defaults: {mass-invalidation: {threshold-ratio: 100%, minimum-rows: 100000000}}
            tables: {users: {secret-columns: [token]}}
            """;

    /** Names the server that all measurements of a run share. */
    static final String SHARED = "bench.url";

    private final EmbeddedServer own;
    private final String url;
    private final Path rules;

    private Target(EmbeddedServer own, String url, Path rules) {
        this.own = own;
        this.url = url;
        this.rules = rules;
    }

    /** The tables anew. */
    static Target with(int users) {
        try {
            String shared = System.getProperty(SHARED);
            EmbeddedServer own = shared == null ? EmbeddedServer.start() : null;
            Path rules = Files.writeString(Files.createTempFile("bench", ".yaml"), RULES);
            Target target = new Target(own, own == null ? shared : own.url("postgres"), rules);
            try (Connection connection = DriverManager.getConnection(target.url());
                    Statement statement = connection.createStatement()) {
                for (String sql : TABLES.formatted(users).split(";", -1)) {
                    statement.execute(sql);
                }
            }
            return target;
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String url() {
        return url;
    }

    Path rules() {
        return rules;
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}
