package io.writeguard.it.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;

/** A statement's own mistakes arrive as the server's errors, whoever of the two has met them first. */
class StatementErrorsTest {

    private static Trial trial;

    @BeforeAll
    static void open() {
        trial = new Trial("""
                create table accounts (id int primary key, name text unique, token text not null);
                insert into accounts select g, 'n' || g, md5(g::text) from generate_series(1, 20) g;
                create function raises() returns text language plpgsql as
                'begin raise exception ''not today''; end';
                create sequence calls;
                create function fails_once() returns boolean language plpgsql as
                'begin if nextval(''calls'') = 1 then raise exception ''once''; end if; return true; end'""", """
                version: 1
                tables:
                  accounts:
                    secret-columns: [token]
                """, "accounts");
    }

    @AfterAll
    static void close() {
        trial.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update accounts set token = '' whre id = 3",
                "update accounts set token = '' where missing = 3",
                "update accounts set token = '' where id = 'abc'",
                "update accounts set token = missing('x') where id = 3",
                "update accounts set token = (1 / 0)::text where id = 3",
                "update accounts set token = null where id = 3",
                "update accounts set token = raises() where id = 3",
                "update accounts set token = 'sk-live-1' where id = (select id from accounts)",
                "update accounts set token = 'sk-live-1', name = 'n1' where id = 3",
                "insert into accounts values (3, 'x', 'sk-live-1')",
                "insert into accounts values (300, 'x', null)",
                "delete from accounts where missing = 3",
                "/* a comment */ update accounts set name = 'x', token = missing.name where id = 3",
                "update accounts set token = name where id = (select distinct on (id) id from accounts order by name) and",
                "insert into accounts (id, token) values (3, (select nothing)) on conflict (id) do update set token = '' whre"
            })
    void keepsStateAndMessage(String sql) throws SQLException {
        SQLException expected = error(trial.database().pool(), sql);
        SQLException actual = error(trial.guarded(), sql);
        assertThat(actual.getSQLState()).isEqualTo(expected.getSQLState());
        assertThat(primary(actual)).isEqualTo(primary(expected));
        assertThat(position(actual)).isEqualTo(position(expected));
    }

    /** What only the question has met is no error of the statement's; the text would commit what was not judged. */
    @Test
    void whatCommitsIsNotTriedOut() throws SQLException {
        SQLException actual =
                error(trial.guarded(), "begin; update accounts set token = id::text where fails_once(); commit");
        assertThat(actual.getMessage()).contains("once");
        assertThat(trial.database().text("select count(*) from accounts where token = id::text"))
                .isEqualTo("0");
    }

    private static String primary(SQLException error) {
        return ((PSQLException) error).getServerErrorMessage().getMessage();
    }

    private static int position(SQLException error) {
        return ((PSQLException) error).getServerErrorMessage().getPosition();
    }

    private static SQLException error(DataSource pool, String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException error) {
            return error;
        }
        throw new AssertionError("ran: " + sql);
    }
}
