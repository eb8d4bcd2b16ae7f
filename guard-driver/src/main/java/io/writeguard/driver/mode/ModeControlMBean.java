package io.writeguard.driver.mode;

/** What JMX shows as {@code io.writeguard:type=ModeControl}; it holds for every guard of the JVM. */
public interface ModeControlMBean {

    /** {@code enforce}, {@code warn} or {@code off}, as it holds; a text that names no mode holds as {@code enforce}. */
    String getMode();

    /**
     * Sets the system property {@code writeguard.mode}; the guards follow within a second.
     *
     * @throws IllegalArgumentException for a text that names no mode
     */
    void setMode(String mode);

    /**
     * As {@code WriteGuard.resetBudgets}, for every guard of the JVM: forgets what was lost in their windows.
     *
     * @param reason says why, for the log; not blank
     * @throws IllegalArgumentException for a blank reason
     * @throws IllegalStateException where a window that other processes share can't be reached; the others are emptied
     */
    void resetBudgets(String reason);
}
