package io.writeguard.driver.cli.demo;

import io.writeguard.driver.WriteRejectedException;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What one run did to the secrets.
 *
 * @param liveBefore live secrets before
 * @param liveAfter live secrets after
 * @param stoppedAt number of the first statement that did not come through, from 1; 0 where all did
 * @param stopped how many statements did not come through
 * @param firstError what the first of them was answered; null where all came through
 */
record Outcome(long liveBefore, long liveAfter, long stoppedAt, long stopped, SQLException firstError) {

    Optional<WriteRejectedException> refusal() {
        return firstError instanceof WriteRejectedException refusal ? Optional.of(refusal) : Optional.empty();
    }
}
