package io.writeguard.driver.session;

/** A text that {@link Session#read} has read; held by a prepared statement, so that it is read once. */
public interface SqlText {

    String sql();
}
