package io.writeguard.driver.event;

/**
 * Hears what the guard does. Called on the thread of the statement, before it is answered, possibly by many threads at
 * once; an exception of it is logged and changes nothing.
 */
public interface EventListener {

    /** Something happened that somebody should know of. */
    default void onEvent(GuardEvent event) {}

    /** A submission that concerns guarded tables was judged, whatever the verdict. */
    default void onJudged(Judged judged) {}
}
