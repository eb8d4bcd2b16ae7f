package io.writeguard.driver.cli.report;

import java.time.Instant;
import java.util.List;

/**
 * What the tables of schema {@code writeguard} tell of some days. Holds numbers, names and reasons, no value and no key.
 *
 * @param losses by day, what the archive has kept
 * @param events by day, what the guards have told
 * @param samples of live secrets, oldest first
 * @param windows how full they are; empty where no rules have {@code budget: database}
 * @param restores newest first
 */
public record Timeline(
        List<Loss> losses, List<Told> events, List<Sample> samples, List<Window> windows, List<Restored> restores) {

    public Timeline {
        losses = List.copyOf(losses);
        events = List.copyOf(events);
        samples = List.copyOf(samples);
        windows = List.copyOf(windows);
        restores = List.copyOf(restores);
    }

    /** @param overridden how many of them went under an override */
    public record Loss(String day, String secret, long values, long overridden) {}

    /** @param reason of the override; null without one */
    public record Told(String day, String kind, String rule, String secret, String reason, long times) {}

    public record Sample(Instant at, String secret, long live) {}

    /**
     * @param lost rows in the window
     * @param limit rows that may be lost at the present number of live secrets
     */
    public record Window(String secret, long lost, long limit) {}

    public record Restored(
            Instant started, String role, String reason, String askedFor, long restored, long renewed, long left) {}
}
