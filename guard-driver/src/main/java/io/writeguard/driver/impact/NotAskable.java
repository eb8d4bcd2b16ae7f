package io.writeguard.driver.impact;

/** No question can be made of the statement; the message says why, as a clause that names no value. */
public final class NotAskable extends RuntimeException {

    private static final long serialVersionUID = 1;

    public NotAskable(String reason) {
        super(reason);
    }
}
