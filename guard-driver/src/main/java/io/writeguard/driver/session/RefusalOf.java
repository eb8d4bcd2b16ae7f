package io.writeguard.driver.session;

import io.writeguard.rules.check.Violation;
import java.sql.SQLException;
import java.util.List;

/** Makes the exception of a refusal, of the kind that the JDBC call throws. */
@FunctionalInterface
interface RefusalOf {
    SQLException violations(List<Violation> violations);
}
