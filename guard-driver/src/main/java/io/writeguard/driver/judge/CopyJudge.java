package io.writeguard.driver.judge;

import io.writeguard.driver.copy.CopiedField;
import io.writeguard.driver.copy.CopiedRows;
import io.writeguard.driver.impact.NotAskable;
import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.statement.KnownValues;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.check.SecretValue;
import io.writeguard.rules.check.Violation;
import io.writeguard.rules.plan.CopyOptions;
import java.util.List;
import java.util.function.Function;

/** Judges the rows of one {@code COPY … FROM STDIN}, as they are streamed. One thread. */
public final class CopyJudge {

    private final Findings findings;
    private final Function<Findings, Judgement> conclusion;
    private final GuardedTable table;
    private final List<String> columns;
    private final CopiedValues values;
    private final CopiedRows rows;
    private boolean violated;

    /**
     * @param columns that the data has, in order
     * @throws NotAskable where the data can't be read
     */
    CopyJudge(
            Findings findings,
            Function<Findings, Judgement> conclusion,
            SubmittedStatement copy,
            GuardedTable table,
            List<String> columns) {
        CopyOptions options = CopyOptions.of(copy.sql(), copy.reading());
        if (options.problem() != null) {
            throw new NotAskable(options.problem());
        }
        this.findings = findings;
        this.conclusion = conclusion;
        this.table = table;
        this.columns = columns;
        this.values = new CopiedValues(options);
        this.rows = CopiedRows.of(options, columns);
    }

    /** Reads on; the judgement of all rows that are complete by now. */
    public Judgement read(byte[] bytes, int from, int length) {
        rows.read(bytes, from, length, this::row);
        return judgement();
    }

    /** The judgement of all rows, with what they do to be booked. */
    public Judgement end() {
        rows.end(this::row);
        return conclusion.apply(findings);
    }

    private Judgement judgement() {
        boolean news = violated;
        violated = false;
        return news ? conclusion.apply(findings) : Judgement.NOTHING_GUARDED;
    }

    private void row(List<CopiedField> fields) {
        for (GuardedColumn secret : table.secrets()) {
            int position = columns.indexOf(secret.column().name());
            SecretValue value;
            if (position < 0) {
                value = KnownValues.ofDefault(secret);
            } else {
                value = position < fields.size() ? values.of(fields.get(position), secret) : null;
            }
            if (value != null) {
                judge(secret, value);
            }
        }
    }

    private void judge(GuardedColumn secret, SecretValue value) {
        InsertedValue inserted = InsertedValue.of(table, secret, value, WriteOperation.COPY);
        for (Violation violation : inserted.violations()) {
            violated |= findings.isNew(violation);
            findings.add(violation);
        }
        if (inserted.live()) {
            findings.losses(table, secret).gain(1);
        }
    }
}
