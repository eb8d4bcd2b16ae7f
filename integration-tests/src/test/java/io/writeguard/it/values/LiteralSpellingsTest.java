package io.writeguard.it.values;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralSpellingsTest {

    private static final List<String> WRITES = List.of(
            "update accounts set token = %s where id = 3",
            "UPDATE public.accounts AS a SET name = 'new', token=%s WHERE a.id = 3",
            "update accounts set (name, token) = ('new', %s) where id = 3",
            "update accounts set (name, token) = row('new', %s) where id = 3",
            "update accounts set (name, token) = (select 'new', %s) where id = 3",
            "with wanted as (select 3 as id) update accounts set token = %s from wanted where accounts.id = wanted.id",
            "with written as (update accounts set token = %s where id = 3 returning *) select * from written",
            "insert into accounts (id, name, token) values (100, 'new', %s)",
            "insert into accounts (id, name, token) values (100, 'a', 'sk-live-1'), (101, 'b', %s)",
            "insert into accounts (id, name, token) select 100, 'new', %s",
            "with source as (select 1) insert into accounts (id, name, token) select 100, 'new', %s from source",
            "insert into accounts values (3, 'x', 'sk-live-2') on conflict (id) do update set token = %s");

    private static Trial trial;

    @BeforeAll
    static void open() {
        trial = new Trial("""
                create table accounts (id int primary key, name text, token text not null);
                insert into accounts select g, 'n' || g, 'sk-live-' || md5(g::text) from generate_series(1, 20) g""", """
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
                "''",
                "E''",
                "U&''",
                "$$$$",
                "$x$$x$",
                "N''",
                "E'\\t\\n'",
                "U&'\\00a0'",
                "'' || ''",
                "''\n''",
                "''::text",
                "CAST('' AS text)",
                "text ''",
                "('')",
                "'' COLLATE \"C\"",
                "repeat('', 3)",
                "trim('  ')",
                "coalesce('', 'x')",
                "concat('', null)",
                "(select '')",
                "substr('abc', 10)",
                "convert_from('\\x', 'UTF8')",
                "(array[''])[1]",
                "'{\"a\": \"\"}'::json->>'a'"
            })
    void emptyInEverySpelling(String literal) throws SQLException {
        for (String write : WRITES) {
            trial.refused("empty-secret", write.formatted(literal));
        }
        trial.refused("empty-secret", "update accounts set token = " + literal + " where id = ?", 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'[REDACTED]'",
                "E'\\x2a\\x2a\\x2a\\x2a\\x2a\\x2a'",
                "U&'\\2022\\2022\\2022\\2022\\2022'",
                "$$***REDACTED***$$",
                "N'<redacted>'",
                "'[RED' || 'ACTED]'",
                "'[RED'\n'ACTED]'",
                "repeat('*', 8)",
                "upper('[redacted]')"
            })
    void placeholderInEverySpelling(String literal) throws SQLException {
        for (String write : WRITES) {
            trial.refused("placeholder-secret", write.formatted(literal));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'sk-live-new'", "E'sk-\\154ive'", "$$it''s fine$$", "'sk-' || 'live-new'", "upper('abcdef')"})
    void goodInEverySpelling(String literal) throws SQLException {
        for (String write : WRITES) {
            trial.passes(write.formatted(literal));
        }
    }
}
