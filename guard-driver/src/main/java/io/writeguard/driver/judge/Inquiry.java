package io.writeguard.driver.judge;

import io.writeguard.driver.impact.Questions;
import io.writeguard.driver.transaction.OpenTransaction;
import io.writeguard.rules.Rule;
import java.util.Set;

/**
 * One submission being judged.
 *
 * @param questions on the submission's own connection
 * @param liveRows where denominators are counted
 * @param transaction that the submission belongs to
 * @param permitted rules that an override permits
 */
record Inquiry(
        Knowledge knowledge,
        Questions questions,
        LiveRows liveRows,
        OpenTransaction transaction,
        Set<Rule> permitted,
        Findings findings) {}
