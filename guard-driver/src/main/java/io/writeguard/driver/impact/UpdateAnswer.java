package io.writeguard.driver.impact;

import java.sql.SQLWarning;

/**
 * What came of a statement that returns no rows.
 *
 * @param warnings null for none
 */
public record UpdateAnswer(long updateCount, SQLWarning warnings) {}
