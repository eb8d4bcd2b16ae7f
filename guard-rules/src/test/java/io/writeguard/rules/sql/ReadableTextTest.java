package io.writeguard.rules.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadableTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            update users  set token = 'x' where id=7                | update users set token = ? where id=?
            UPDATE "Users" SET a = ?, b = $2 -- why                 | UPDATE "Users" SET a = ?, b = ?
            delete from users where id in (1, 2,3 , 'a')            | delete from users where id in (?)
            insert into t values (1, E'\\x'), (2, $$s$$)            | insert into t values (?), (?)
            do $body$ begin delete from users; end $body$           | do ?
            select a::text, b[1] from s.t where c = -1.5e3          | select a::text, b[?] from s.t where c = -?
            set local writeguard.override = 'why'                   | set local writeguard.override = ?
            select 'unclosed                                        | …
            """)
    void showsNoLiteral(String sql, String readable) {
        assertThat(LexedSql.of(sql).withoutLiterals()).isEqualTo(readable);
    }
}
