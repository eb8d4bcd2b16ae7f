package io.writeguard.driver.session;

import io.writeguard.driver.event.Events;
import io.writeguard.driver.impact.Questions;
import io.writeguard.driver.judge.Judge;
import io.writeguard.driver.judge.Judgement;
import io.writeguard.driver.judge.Knowledge;
import io.writeguard.driver.ledger.LedgerBook;
import io.writeguard.driver.ledger.OwnConnections;
import io.writeguard.driver.mode.ModeSwitch;
import io.writeguard.driver.override.Overrides;
import io.writeguard.driver.schema.Catalog;
import io.writeguard.driver.schema.NameResolver;
import io.writeguard.driver.statement.BoundValue;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.driver.transaction.OpenTransaction;
import io.writeguard.rules.check.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/**
 * Says what the guard would say of a text that came first in its window, and sends nothing of that text. Rows are locked
 * while they are looked at, as always, and let go again at once.
 */
public final class VerdictPreview {

    private final Connection connection;
    private final Catalog catalog;
    private final OwnConnections beside;
    private final Readings readings = new Readings();
    private final Events events = new Events(Clock.systemUTC(), List.of());

    /**
     * @param concerned whether the text names something guarded, or something from which that is reached
     * @param asked whether the database had to be asked
     * @param toBeMeasured whether only running it would show what it does
     */
    public record Preview(boolean concerned, boolean asked, boolean toBeMeasured, Verdict verdict) {}

    /**
     * @param connection not in auto-commit mode, and in no transaction
     * @param beside for what other processes have written down, with {@code budget: database}
     */
    public VerdictPreview(Connection connection, Catalog catalog, OwnConnections beside) {
        this.connection = connection;
        this.catalog = catalog;
        this.beside = beside;
    }

    /**
     * @param values of the text's parameters, parameter n at n - 1; null where one is not known
     * @throws SQLException where the text is none that the database could run, or it can't be asked
     */
    public Preview of(String sql, BoundValue[] values) throws SQLException {
        ReadSql text = readings.read(sql);
        if (!text.namesAny(catalog.baseNames())) {
            return new Preview(false, false, false, Verdict.ALLOWED);
        }
        boolean prepared = text.lexed().parameterCount() > 0;
        List<SubmittedStatement> statements = text.readings().stream()
                .map(reading -> new SubmittedStatement(text.lexed(), reading, values, prepared))
                .toList();
        boolean[] asked = new boolean[1];
        Questions questions = new Questions(connection, () -> asked[0] = true);
        Knowledge knowledge = Knowledge.empty(Clock.systemUTC());
        Judge judge = new Judge(
                knowledge,
                new NameResolver(connection, catalog),
                questions,
                new LiveRowCounter(() -> null, questions),
                new LedgerBook(knowledge.shared(), beside, questions),
                new Overrides(Clock.systemUTC(), events, this),
                new ModeSwitch(events),
                events);
        try {
            Judgement judgement = judge.judge(statements, new OpenTransaction(knowledge.renewals()), true);
            return new Preview(true, asked[0], judgement.toBeMeasured(), judgement.verdict());
        } finally {
            connection.rollback();
        }
    }
}
