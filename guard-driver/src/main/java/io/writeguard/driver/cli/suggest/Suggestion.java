package io.writeguard.driver.cli.suggest;

import io.writeguard.driver.schema.CatalogReader;
import io.writeguard.rules.Rules;
import io.writeguard.rules.RulesException;
import io.writeguard.rules.RulesFile;
import io.writeguard.rules.RulesProblem;
import io.writeguard.rules.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Proposes a rules file for a live schema; what it proposes fits that schema. */
public final class Suggestion {

    /** Told which table is looked at. */
    @FunctionalInterface
    public interface Progress {
        void at(TableName table, int number, int tables);
    }

    private static final Set<String> ENDS = Set.of(
            "deleted_at", "revoked_at", "disabled_at", "deactivated_at", "archived_at", "removed_at", "discarded_at");
    private static final String QUERY_CANCELED = "57014";

    private final Connection connection;
    private final int sampledRows;
    private final Progress progress;
    private final Map<TableName, String> leftOut = new LinkedHashMap<>();

    /**
     * @param connection read-only, not in auto-commit mode
     * @param sampledRows of each table, looked at for the kind of its values; 0 for names and types alone
     */
    public Suggestion(Connection connection, int sampledRows, Progress progress) {
        this.connection = connection;
        this.sampledRows = sampledRows;
        this.progress = progress;
    }

    /**
     * The text of a rules file; empty where nothing looks like a secret.
     *
     * @param schemas those to look at; empty for all but PostgreSQL's own
     */
    public Optional<String> propose(List<String> schemas) throws SQLException {
        List<SchemaTable> tables = new SchemaReader(connection).tables(schemas);
        List<TableProposal> proposals = new ArrayList<>();
        int number = 0;
        for (SchemaTable table : tables) {
            progress.at(table.name(), ++number, tables.size());
            TableProposal proposal = propose(table);
            if (!proposal.secrets().isEmpty()) {
                proposals.add(proposal);
            }
        }
        String text = RulesWriter.write(connection.getCatalog(), tables.size(), proposals, leftOut);
        while (proposals.stream().anyMatch(proposal -> !proposal.sure().isEmpty())) {
            Optional<TableName> misfit = misfit(text);
            if (misfit.isEmpty()) {
                return Optional.of(text);
            }
            proposals.removeIf(proposal -> proposal.name().equals(misfit.get()));
            text = RulesWriter.write(connection.getCatalog(), tables.size(), proposals, leftOut);
        }
        return Optional.empty();
    }

    private TableProposal propose(SchemaTable table) throws SQLException {
        Map<String, List<String>> sample = sample(table);
        List<Proposal> secrets = new ArrayList<>();
        for (SchemaTable.Column column : table.columns()) {
            List<String> values = sample.getOrDefault(column.name(), List.of());
            SettingProposals.of(table, column, sample)
                    .or(() -> MemberProposals.of(column, values))
                    .or(() -> ColumnProposals.of(table, column, values))
                    .ifPresent(secrets::add);
        }
        List<String> hints = table.columns().stream()
                .filter(column -> column.timestamp() && ENDS.contains(column.name()))
                .map(column -> "live-when: \"" + column.name() + " is null\"   # if such a row's secret is of no use")
                .toList();
        return new TableProposal(table.name(), secrets, hints);
    }

    /** None where the table can't be read in time, or at all: then the names alone tell. */
    private Map<String, List<String>> sample(SchemaTable table) throws SQLException {
        try {
            Map<String, List<String>> sample = new SchemaReader(connection).sample(table, sampledRows);
            connection.commit();
            return sample;
        } catch (SQLException failure) {
            connection.rollback();
            String state = failure.getSQLState() == null ? "" : failure.getSQLState();
            if (state.equals(QUERY_CANCELED) || state.startsWith("42") || state.startsWith("55")) {
                return Map.of();
            }
            throw failure;
        }
    }

    /** A table whose proposal does not fit the schema, as a guarded connection would say. */
    private Optional<TableName> misfit(String text) throws SQLException {
        Rules rules;
        try {
            rules = RulesFile.read("suggestion", text);
        } catch (RulesException impossible) {
            throw new IllegalStateException(
                    "what is proposed is no rules file: " + impossible.getMessage(), impossible);
        }
        List<RulesProblem> problems = CatalogReader.read(connection, rules).problems();
        connection.commit();
        if (problems.isEmpty()) {
            return Optional.empty();
        }
        RulesProblem first = problems.get(0);
        TableName table = rules.tables().stream()
                .filter(rule -> rule.location().line() <= first.location().line())
                .reduce((before, after) -> after)
                .orElseThrow()
                .name();
        leftOut.put(table, first.message());
        return Optional.of(table);
    }
}
