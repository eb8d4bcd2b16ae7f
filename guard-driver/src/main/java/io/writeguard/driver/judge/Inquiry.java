package io.writeguard.driver.judge;

import io.writeguard.driver.impact.Questions;
import io.writeguard.driver.ledger.LedgerBook;
import io.writeguard.driver.transaction.OpenTransaction;

/**
 * One submission being judged.
 *
 * @param questions on the submission's own connection
 * @param liveRows where denominators are counted
 * @param book of the ledgers that other processes count in too
 * @param transaction that the submission belongs to
 * @param permissions what overrides permit
 * @param looks at rows, one by one or those of a batch together
 */
record Inquiry(
        Knowledge knowledge,
        Questions questions,
        LiveRows liveRows,
        LedgerBook book,
        OpenTransaction transaction,
        Permissions permissions,
        Findings findings,
        Looks looks) {

    Inquiry(
            Knowledge knowledge,
            Questions questions,
            LiveRows liveRows,
            LedgerBook book,
            OpenTransaction transaction,
            Permissions permissions,
            Findings findings) {
        this(knowledge, questions, liveRows, book, transaction, permissions, findings, new Looks(questions));
    }

    /** The same submission, of which is found out what may not come to pass. */
    Inquiry aside() {
        Findings others = new Findings(knowledge, permissions, findings.enforced());
        return new Inquiry(knowledge, questions, liveRows, book, transaction, permissions, others);
    }
}
