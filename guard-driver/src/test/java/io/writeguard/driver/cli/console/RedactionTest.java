package io.writeguard.driver.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jdbc:postgresql://h/d?user=u&password=geheim       | jdbc:postgresql://h/d?user=u&password=…
            jdbc:postgresql://h/d?password=geheim&user=u       | jdbc:postgresql://h/d?password=…&user=u
            jdbc:postgresql://h/d?sslpassword=geheim           | jdbc:postgresql://h/d?sslpassword=…
            postgresql://u:geheim@h/d                          | postgresql://u:…@h/d
            postgresql://u:ge@heim@h/d                         | postgresql://u:…@h/d
            can't parse PASSWORD=geheim here                   | can't parse PASSWORD=… here
            jdbc:postgresql://h:5432/d?user=u                  | jdbc:postgresql://h:5432/d?user=u
            password authentication failed for user "u"        | password authentication failed for user "u"
            """)
    void leavesPasswordsOut(String text, String redacted) {
        assertThat(Redaction.of(text)).isEqualTo(redacted);
    }
}
