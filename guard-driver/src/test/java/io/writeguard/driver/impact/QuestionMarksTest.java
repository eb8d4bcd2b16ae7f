package io.writeguard.driver.impact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionMarksTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "doc ? 'a'        | doc ?? 'a'",
                "state <> 'gone?' | state <> 'gone?'",
                "\"why?\" ? b    | \"why?\" ?? b",
                "a = 'it''s?' ? b | a = 'it''s?' ?? b",
                "a = b            | a = b",
            })
    void operatorsAlone(String sql, String prepared) {
        assertThat(QuestionMarks.doubled(sql)).isEqualTo(prepared);
    }
}
