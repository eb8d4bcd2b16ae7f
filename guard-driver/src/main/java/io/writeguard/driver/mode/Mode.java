package io.writeguard.driver.mode;

import java.util.Locale;
import java.util.Optional;

/** How much the guard does. */
public enum Mode {
    /** What the rules file says. */
    ENFORCE,
    /** Judges and counts as ever, but lets every write through and reports what it would have refused. */
    WARN,
    /** Neither judges nor counts. */
    OFF;

    /** Empty for a text that names no mode; upper and lower case are the same. */
    static Optional<Mode> of(String text) {
        for (Mode mode : values()) {
            if (mode.toString().equals(text.strip().toLowerCase(Locale.ROOT))) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }

    /** As users write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
