package io.writeguard.driver.impact;

import io.writeguard.driver.statement.BoundValue;
import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.jdbc.AutoSave;
import org.postgresql.jdbc.PreferQueryMode;

/** Asks on one connection. One thread at a time; {@link #cancel} from any. */
public final class Questions {

    private static final int ROWS_A_TRIP = 1000;

    /** Takes the rows of an answer. */
    @FunctionalInterface
    public interface Rows {
        /** Returns whether the next row is wanted. */
        boolean take(ResultSet row) throws SQLException;
    }

    /** Sees to it that questions are asked in the transaction of the statement that they are about. */
    @FunctionalInterface
    public interface Opening {
        void open() throws SQLException;
    }

    private final Connection connection;
    private final Opening opening;
    private volatile Statement running;
    private int timeoutSeconds;
    private long asked;

    /**
     * @param opening called before each question
     */
    public Questions(Connection connection, Opening opening) {
        this.connection = connection;
        this.opening = opening;
    }

    /** For the questions that follow, in seconds; 0 for none. */
    public void timeout(int seconds) {
        timeoutSeconds = seconds;
    }

    /** How many have been asked. */
    public long asked() {
        return asked;
    }

    public void ask(Question question, Rows rows) throws SQLException {
        asked++;
        opening.open();
        if (question.prepared()) {
            try (PreparedStatement statement = connection.prepareStatement(question.sql())) {
                for (int i = 0; i < question.values().size(); i++) {
                    question.values().get(i).bind(statement, i + 1);
                }
                run(statement, statement::executeQuery, rows);
            }
        } else {
            try (Statement statement = connection.createStatement()) {
                run(statement, () -> statement.executeQuery(question.sql()), rows);
            }
        }
    }

    /**
     * Asks the question and runs a statement of the application's behind it: in auto-commit mode both are one transaction,
     * and an error of the first keeps the second from being run.
     *
     * @param trip with a statement of which the server sends no rows
     */
    public Trip.Answer askThenRun(Trip trip, ChangedRow.Visitor rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(trip.sql())) {
            int index = 0;
            for (BoundValue value : trip.values()) {
                value.bind(statement, ++index);
            }
            statement.setQueryTimeout(timeoutSeconds);
            running = statement;
            statement.execute();
            ResultSet result = statement.getResultSet();
            boolean wanted = true;
            while (wanted && result.next()) {
                wanted = rows.visit(trip.reader().read(result));
            }
            statement.getMoreResults();
            long entries = 0;
            if (trip.entry()) {
                entries = statement.getLargeUpdateCount();
                statement.getMoreResults();
            }
            return new Trip.Answer(new UpdateAnswer(statement.getLargeUpdateCount(), statement.getWarnings()), entries);
        } finally {
            running = null;
        }
    }

    /** The answer to a question that has one row with one number. */
    public long number(Question question) throws SQLException {
        long[] answer = new long[1];
        ask(question, row -> {
            answer[0] = row.getLong(1);
            return false;
        });
        return answer[0];
    }

    /** How many columns the answer would have; nothing is executed. */
    public int width(Question question) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question.sql())) {
            return statement.getMetaData().getColumnCount();
        }
    }

    /** What is done with a prepared statement. */
    @FunctionalInterface
    public interface Use {
        /** Binds and executes it; says what came of it. */
        boolean on(PreparedStatement statement) throws SQLException;
    }

    /** Prepares a statement of the guard's own, for more than a question. */
    public boolean use(String sql, Use use) throws SQLException {
        opening.open();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(timeoutSeconds);
            running = statement;
            return use.on(statement);
        } finally {
            running = null;
        }
    }

    /**
     * The types of a text's parameters where such values are bound to them; nothing is executed.
     *
     * @throws NotAskable in the driver's simple query mode, which describes nothing
     */
    List<String> parameterTypes(String sql, List<BoundValue> values) throws SQLException {
        if (connection.unwrap(PGConnection.class).getPreferQueryMode() == PreferQueryMode.SIMPLE) {
            throw new NotAskable("the driver's query mode is simple");
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                values.get(i).bind(statement, i + 1);
            }
            ParameterMetaData parameters = statement.getParameterMetaData();
            List<String> types = new ArrayList<>();
            for (int i = 1; i <= values.size(); i++) {
                types.add(parameters.getParameterTypeName(i));
            }
            return types;
        }
    }

    /** Runs a statement of the guard's own that has no answer. */
    public void run(String sql) throws SQLException {
        opening.open();
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(timeoutSeconds);
            running = statement;
            statement.execute(sql);
        } finally {
            running = null;
        }
    }

    /**
     * Runs a statement about a savepoint of the guard's own. Without the driver's own one around it ({@code autosave}): what
     * the one ends would end the other ({@code cleanupSavepoints}).
     */
    public void runAboutSavepoint(String sql) throws SQLException {
        PGConnection driver = connection.unwrap(PGConnection.class);
        AutoSave autosave = driver.getAutosave();
        driver.setAutosave(AutoSave.NEVER);
        try {
            run(sql);
        } finally {
            driver.setAutosave(autosave);
        }
    }

    /** Stops the question that is being asked, if there is one. */
    public void cancel() throws SQLException {
        Statement statement = running;
        if (statement != null) {
            statement.cancel();
        }
    }

    private interface Query {
        ResultSet run() throws SQLException;
    }

    private void run(Statement statement, Query query, Rows rows) throws SQLException {
        statement.setQueryTimeout(timeoutSeconds);
        statement.setFetchSize(ROWS_A_TRIP);
        running = statement;
        try (ResultSet result = query.run()) {
            boolean wanted = true;
            while (wanted && result.next()) {
                wanted = rows.take(result);
            }
        } finally {
            running = null;
        }
    }
}
