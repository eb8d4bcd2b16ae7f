package io.writeguard.driver;

import io.writeguard.driver.event.GuardEvent;

/**
 * Hears what the guard does. Called on the thread of the statement, before it is answered, possibly by many threads at
 * once; an exception of it is logged and changes nothing.
 */
@FunctionalInterface
public interface GuardListener {

    void onEvent(GuardEvent event);
}
