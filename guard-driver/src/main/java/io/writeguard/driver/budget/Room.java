package io.writeguard.driver.budget;

/**
 * How many rows a window may hold, by a verdict on it.
 *
 * @param rows what it may hold
 * @param lostAgain {@link Ledger#lostAgain} before that; {@link Ledger#upTo} says what it is for
 */
public record Room(long rows, long lostAgain) {

    /** For any number of rows: nobody has asked whether there is room. */
    public static final Room ANY = new Room(Long.MAX_VALUE, 0);
}
