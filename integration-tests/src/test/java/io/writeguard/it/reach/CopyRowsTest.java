package io.writeguard.it.reach;

import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** COPY … FROM STDIN of rows that can't be judged as they stream. */
class CopyRowsTest {

    private static final String TABLES = """
            create table users (id int primary key, name text, token text, doc jsonb);
            insert into users select n, 'password', 'secret-of-' || n, '{"key": "k"}' from generate_series(1, 100) n;
            create view people as select id as no, name as called, token as key from users;
            create table log (id int);
            """;

    private static final String RULES = """
            version: 1
            tables:
              users:
                secret-columns:
                  token: {only-rows: "name = 'password'"}
                  doc: {json-members: ["$.key"]}
            """;

    private static Twins.Work copy(String target, String rows) {
        return connection -> copied(connection, target, rows);
    }

    private static long copied(Connection connection, String target, String rows) throws Exception {
        return connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + target + " from stdin", new StringReader(rows), 3);
    }

    @Test
    void secretInSomeRows() throws SQLException {
        try (Twins twins = Twins.in(TABLES, RULES)) {
            twins.refuses("empty", copy("users (id, name, token)", "500\tother\tx\n501\tpassword\t\n"))
                    .refuses("a mask", copy("users (id, name, token)", "501\tpassword\t****\n"))
                    .passes("not in this row", copy("users (id, name, token)", "500\tother\t\n"))
                    .passes("good", copy("users (id, name, token)", "501\tpassword\tgood\n"))
                    .passes("an error of its own", connection -> {
                        boolean auto = connection.getAutoCommit();
                        try {
                            return copied(connection, "users (id, name, token)", "501\tpassword\tgood\n1\tx\ty\n");
                        } catch (SQLException error) {
                            if (!auto) {
                                connection.rollback();
                            }
                            return error.getSQLState();
                        }
                    });
        }
    }

    @Test
    void secretMembers() throws SQLException {
        try (Twins twins = Twins.in(TABLES, RULES)) {
            twins.refuses("empty", copy("users (id, doc)", "500\t{\"key\": \"\"}\n"))
                    .refuses("a mask", copy("users (id, doc)", "500\t{\"key\": \"********\"}\n"))
                    .passes("good", copy("users (id, doc)", "500\t{\"key\": \"abc\", \"other\": \"\"}\n"));
        }
    }

    @Test
    void throughATrigger() throws SQLException {
        try (Twins twins = Twins.in(TABLES + """
                create function purge() returns trigger language plpgsql as $$ begin
                  delete from users where id < new.id; return new; end $$;
                create trigger purge after insert on log for each row execute function purge();
                """, RULES)) {
            twins.refuses("damage", copy("log", "100\n")).passes("little", copy("log", "3\n"));
        }
    }

    @Test
    void cancelledAndGivenUp() throws SQLException {
        try (Twins twins = Twins.in(TABLES, RULES)) {
            twins.passes("cancelled", connection -> {
                boolean auto = connection.getAutoCommit();
                CopyIn copy = connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy users (id, name, token) from stdin");
                copy.cancelCopy();
                if (!auto) {
                    connection.rollback();
                }
                try (Statement statement = connection.createStatement()) {
                    statement.execute("insert into log values (1)");
                }
                return connection.getAutoCommit() == auto;
            });
        }
    }
}
