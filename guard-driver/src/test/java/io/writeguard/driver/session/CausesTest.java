package io.writeguard.driver.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class CausesTest {

    @Test
    void whatStandsInACircleIsFoundOnce() {
        SQLException first = new SQLException("first", new IllegalStateException("cause"));
        SQLException second = new SQLException("second", first);
        first.setNextException(second);
        assertThat(Causes.of(first).map(Throwable::getMessage)).containsExactly("first", "second", "cause");
    }
}
