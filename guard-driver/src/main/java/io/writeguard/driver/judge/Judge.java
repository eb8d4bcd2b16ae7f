package io.writeguard.driver.judge;

import io.writeguard.driver.event.Events;
import io.writeguard.driver.impact.CopiedColumns;
import io.writeguard.driver.impact.Measurement;
import io.writeguard.driver.impact.NotAskable;
import io.writeguard.driver.impact.Questions;
import io.writeguard.driver.ledger.LedgerBook;
import io.writeguard.driver.mode.Mode;
import io.writeguard.driver.mode.ModeSwitch;
import io.writeguard.driver.override.Overrides;
import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.NameResolver;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.driver.transaction.Effects;
import io.writeguard.driver.transaction.OpenTransaction;
import io.writeguard.rules.check.UnanalysableWriteRule;
import io.writeguard.rules.plan.StatementKind;
import io.writeguard.rules.plan.StatementReading;
import io.writeguard.rules.plan.Write;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges the submissions of one connection. One thread at a time. */
public final class Judge {

    private final Knowledge knowledge;
    private final NameResolver names;
    private final Questions questions;
    private final LiveRows liveRows;
    private final LedgerBook book;
    private final Overrides overrides;
    private final ModeSwitch mode;
    private final Conclusion conclusion;
    private final KeyedClears keyedClears;

    /**
     * @param questions on the connection, in the submission's own transaction
     */
    public Judge(
            Knowledge knowledge,
            NameResolver names,
            Questions questions,
            LiveRows liveRows,
            LedgerBook book,
            Overrides overrides,
            ModeSwitch mode,
            Events events) {
        this.knowledge = knowledge;
        this.names = names;
        this.questions = questions;
        this.liveRows = liveRows;
        this.book = book;
        this.overrides = overrides;
        this.mode = mode;
        this.conclusion = new Conclusion(names, mode, events);
        this.keyedClears = new KeyedClears(knowledge, names, conclusion);
    }

    /**
     * Judges statements that are sent together, as a whole, before any of them is sent.
     *
     * @param autoCommit whether they are a transaction of their own
     * @throws SQLException where a question of the guard's own fails
     */
    public Judgement judge(List<SubmittedStatement> statements, OpenTransaction transaction, boolean autoCommit)
            throws SQLException {
        Inquiry inquiry = inquiry(transaction);
        Findings findings = inquiry.findings();
        Dependencies dependencies = new Dependencies();
        boolean commitsItself = autoCommit;
        boolean batch = isBatchOfOneText(statements);
        if (batch) {
            inquiry.looks().collect();
        }
        for (SubmittedStatement statement : statements) {
            StatementKind kind = statement.reading().kind();
            commitsItself &= kind != StatementKind.BEGIN;
            if (kind == StatementKind.COMMIT || kind == StatementKind.PREPARE_TRANSACTION) {
                CommitCheck.run(inquiry, names.catalog().tables());
            }
            if (Permissions.changedBy(statement)) {
                MassCheck.settle(inquiry);
                inquiry.permissions().follow(statement);
            }
            new StatementJudge(inquiry, names, dependencies, statement).judge();
        }
        if (batch) {
            askCollected(inquiry);
        }
        if (findings.kept().unclear()) {
            findings.hide();
        }
        if (Unreadable.controlsTransactions(statements)) {
            if (findings.hidden()) {
                refuseUnmeasured(findings, statements, Unreadable.UNMEASURABLE);
            } else if (!findings.kept().isEmpty()) {
                refuseUnmeasured(findings, statements, Unreadable.NOT_KEPT);
            }
        }
        findings.matched().of(statements.size());
        return conclusion.of(inquiry, commitsItself);
    }

    /**
     * The clear of one row that the statement is; null where it is none, or is not sure to pass.
     *
     * @param autoCommit whether it is a transaction of its own
     */
    public KeyedClear keyedClear(SubmittedStatement statement, OpenTransaction transaction, boolean autoCommit)
            throws SQLException {
        return keyedClears.of(statement, inquiry(transaction), autoCommit);
    }

    /**
     * Judges a submission that has written more rows than were looked at, before it counts: all of them may have lost a
     * live secret.
     *
     * @param autoCommit whether it is a transaction of its own
     */
    public Judgement judgeUnseen(Matched matched, long rows, OpenTransaction transaction, boolean autoCommit)
            throws SQLException {
        Inquiry inquiry = inquiry(transaction);
        for (Matched.Secret secret : matched.secrets()) {
            SecretLosses losses = inquiry.findings().losses(secret.table(), secret.column());
            for (long i = 0; i < rows; i++) {
                losses.lose(knowledge.rowHasher().random(), secret.operation());
            }
        }
        return conclusion.of(inquiry, autoCommit);
    }

    /** Whether they are entries of a prepared batch, none of which can see what another has written. */
    private static boolean isBatchOfOneText(List<SubmittedStatement> statements) {
        StatementReading first = statements.get(0).reading();
        return statements.size() > 1
                && first.kind() == StatementKind.WRITE
                && first.writes().size() == 1
                && statements.stream()
                        .allMatch(statement ->
                                statement.prepared() && statement.reading().equals(first));
    }

    private static void askCollected(Inquiry inquiry) throws SQLException {
        try {
            inquiry.looks().askCollected();
        } catch (NotAskable unanalysable) {
            inquiry.findings().hide();
        }
    }

    /** Judges a transaction that is about to be committed, as far as that has been postponed. */
    public Judgement judgeCommit(OpenTransaction transaction) throws SQLException {
        return conclusion.of(inquiry(transaction), true);
    }

    /** Names for SET CONSTRAINTS of triggers that would reach a guarded table only at the end of the transaction. */
    public Set<String> deferredTriggers() {
        return names.catalog().reach().deferredTriggers();
    }

    /**
     * Prepares for a submission that is to be measured; to be called just before it runs, in its transaction.
     *
     * @throws NotAskable where nothing can be measured
     */
    public Measurement startMeasuring() throws SQLException {
        return Measurement.start(questions, names.catalog().tables(), liveRows.alone());
    }

    /**
     * Judges what the submission has done, before it counts.
     *
     * @param autoCommit whether it is a transaction of its own
     */
    public Judgement judgeMeasured(
            List<SubmittedStatement> statements,
            Measurement measurement,
            Effects booked,
            OpenTransaction transaction,
            boolean autoCommit)
            throws SQLException {
        List<Measurement.Touched> touched =
                measurement.touched(questions, names.catalog().tables());
        if (touched.isEmpty()) {
            return Judgement.NOTHING_GUARDED;
        }
        Inquiry inquiry = inquiry(transaction);
        Findings findings = inquiry.findings();
        SubmittedStatement statement = statements.get(statements.size() - 1);
        try {
            new MeasuredJudge(inquiry, statement, measurement).judge(touched);
        } catch (NotAskable unanalysable) {
            for (Measurement.Touched table : touched) {
                findings.add(UnanalysableWriteRule.judge(
                        Unreadable.context(table.table(), statement.reading().kind()), unanalysable.getMessage()));
            }
        }
        for (Effects.Loss known : booked.losses()) {
            findings.losses().stream()
                    .filter(losses -> losses.ledger() == known.ledger())
                    .forEach(losses -> losses.gainedBefore(known.changes().gained()));
        }
        return conclusion.of(inquiry, autoCommit);
    }

    /**
     * Prepares for the rows of a COPY … FROM STDIN.
     *
     * @return empty where it is none of a guarded table
     * @throws NotAskable where its rows can't be followed
     */
    public Optional<CopyJudge> startCopy(SubmittedStatement copy, OpenTransaction transaction) throws SQLException {
        Write write = copy.reading().writes().get(0);
        names.requireFit(write.target());
        Optional<GuardedTable> table = names.resolve(write.target());
        if (new HiddenRoutes(names).writeReaches(write)) {
            throw new NotAskable("what is copied goes through a view, or sets off a trigger or rule");
        }
        if (table.isEmpty()) {
            return Optional.empty();
        }
        if (write.where() != null) {
            throw new NotAskable("the database decides which rows are copied");
        }
        if (table.get().rules().liveWhen() != null && hasLosses(table.get(), transaction)) {
            throw new NotAskable("whether its rows make up for what was lost, the database knows");
        }
        List<String> columns = write.columns().isEmpty() ? CopiedColumns.of(questions, table.get()) : write.columns();
        if (table.get().secrets().stream().anyMatch(GuardedColumn::needsRow)) {
            throw new NotAskable("only-rows and json-members are not judged in rows that are copied");
        }
        Findings findings = findings(permissions(transaction));
        return Optional.of(new CopyJudge(findings, conclusion::of, copy, table.get(), columns));
    }

    private boolean hasLosses(GuardedTable table, OpenTransaction transaction) {
        return table.secrets().stream()
                .anyMatch(secret -> transaction.hasLosses(knowledge.budget().ledger(table, secret.name())));
    }

    private void refuseUnmeasured(Findings findings, List<SubmittedStatement> statements, String reason)
            throws SQLException {
        for (SubmittedStatement statement : statements) {
            StatementReading reading = statement.reading();
            Collection<GuardedTable> tables = reading.kind() == StatementKind.EXECUTE
                    ? names.catalog().tables()
                    : GuardedNames.mentionedBy(reading, names);
            for (GuardedTable table : tables) {
                findings.add(UnanalysableWriteRule.judge(Unreadable.context(table, reading.kind()), reason));
            }
        }
    }

    /**
     * Rejects statements that reach a guarded table by a route on which the guard can't follow them.
     *
     * @param reason as a clause
     */
    public Judgement refuseUnlessHarmless(
            List<SubmittedStatement> statements, String reason, OpenTransaction transaction) throws SQLException {
        Findings findings = findings(permissions(transaction));
        for (SubmittedStatement statement : statements) {
            for (GuardedTable table : GuardedNames.reachedBy(statement.reading(), names)) {
                findings.add(UnanalysableWriteRule.judge(
                        Unreadable.context(table, statement.reading().kind()), reason));
            }
        }
        return conclusion.of(findings);
    }

    /**
     * Rejects statements whose text the server reads in another way than the guard, where it has the name of a guarded table
     * anywhere, in a literal perhaps.
     *
     * @param reason as a clause
     */
    public Judgement refuseMisread(List<SubmittedStatement> statements, String reason, OpenTransaction transaction)
            throws SQLException {
        Findings findings = findings(permissions(transaction));
        for (SubmittedStatement statement : statements) {
            for (GuardedTable table : GuardedNames.spelledIn(statement.sql().sql(), names)) {
                findings.add(UnanalysableWriteRule.judge(
                        Unreadable.context(table, statement.reading().kind()), reason));
            }
        }
        return conclusion.of(findings);
    }

    private Inquiry inquiry(OpenTransaction transaction) {
        Permissions permissions = permissions(transaction);
        Findings findings = findings(permissions);
        return new Inquiry(knowledge, questions, liveRows, book, transaction, permissions, findings);
    }

    private Permissions permissions(OpenTransaction transaction) {
        return new Permissions(overrides, transaction.override());
    }

    private Findings findings(Permissions permissions) {
        return new Findings(knowledge, permissions, mode.current() == Mode.ENFORCE);
    }
}
