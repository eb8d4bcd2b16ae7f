package io.writeguard.driver.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseUrlTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jdbc:postgresql://h:5/d?user=u              | jdbc:postgresql://h:5/d?user=u | null | null
            jdbc:postgresql:d                           | jdbc:postgresql:d              | null | null
            jdbc:writeguard:postgresql://h/d?user=a@b   | jdbc:postgresql://h/d?user=a@b | null | null
            postgresql://u:p%40ss+1@h/d?sslmode=require | jdbc:postgresql://h/d?sslmode=require | u | p@ss+1
            postgres://u@h/d                            | jdbc:postgresql://h/d          | u    | null
            jdbc:mysql://h/d                            | jdbc:mysql://h/d               | null | null
            """)
    void isTakenApart(String written, String url, String user, String password) {
        DatabaseUrl parts = DatabaseUrl.of(written);
        assertThat(parts.url()).isEqualTo(url);
        assertThat(String.valueOf(parts.user())).isEqualTo(user);
        assertThat(String.valueOf(parts.password())).isEqualTo(password);
    }
}
