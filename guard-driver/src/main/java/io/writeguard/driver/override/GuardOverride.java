package io.writeguard.driver.override;

/**
 * An override that is open on the thread that opened it, until it is closed or its time is over. Closing it on another
 * thread has no effect there and ends it nowhere else; closing it twice does nothing.
 */
public interface GuardOverride extends AutoCloseable {

    @Override
    void close();
}
