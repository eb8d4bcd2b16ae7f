package io.writeguard.it.model;

import java.time.Duration;

/**
 * The limits under which the model and the guard count.
 *
 * @param shared whether in one window for all instances
 */
record Limits(int ratioPercent, int minimumRows, Duration window, boolean checkAtCommit, boolean shared) {

    /** SPEC section 1, "threshold ratio"; section 4, mass-invalidation. */
    boolean exceeded(long adding, long inWindow, long liveAndLost, boolean takesLast) {
        long total = adding + inWindow;
        boolean aboveMinimum = total > minimumRows || takesLast;
        return adding > 0 && aboveMinimum && total * 100 > ratioPercent * liveAndLost;
    }
}
