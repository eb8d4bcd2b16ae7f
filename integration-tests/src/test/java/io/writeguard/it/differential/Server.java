package io.writeguard.it.differential;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.writeguard.it.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A real server: what it plans for a statement, and what the statement does. */
final class Server implements AutoCloseable {

    private static final List<String> TABLES = List.of("public.acct", "s.acct", "public.Acct", "public.part");
    private static final List<String> COLUMNS = List.of("id", "a", "b", "Mixed", "order", "n", "c", "j");

    private final TestDatabase database = TestDatabase.with(WrittenTables.DEFINITION);
    private final Connection connection;

    Server() {
        try {
            connection = DriverManager.getConnection(database.url());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Each write as {@code Update public.acct}, sorted; empty where the server doesn't accept the statement. */
    Optional<List<String>> plannedWrites(String sql) throws SQLException {
        connection.setAutoCommit(true);
        try (PreparedStatement explain = prepare("explain (verbose, format json) " + sql);
                ResultSet plan = explain.executeQuery()) {
            plan.next();
            JsonArray plans = new Gson().fromJson(plan.getString(1), JsonArray.class);
            List<String> writes = new ArrayList<>();
            plans.forEach(one -> collect(one.getAsJsonObject().getAsJsonObject("Plan"), writes));
            return Optional.of(writes.stream().sorted().toList());
        } catch (SQLException refused) {
            return Optional.empty();
        }
    }

    private static void collect(JsonObject node, List<String> writes) {
        if (node.get("Node Type").getAsString().equals("ModifyTable")) {
            JsonElement resolution = node.get("Conflict Resolution");
            boolean updates = resolution != null && resolution.getAsString().equals("UPDATE");
            writes.add(node.get("Operation").getAsString() + (updates ? " or update " : " ")
                    + node.get("Schema").getAsString() + "."
                    + node.get("Relation Name").getAsString());
        }
        if (node.has("Plans")) {
            node.getAsJsonArray("Plans").forEach(child -> collect(child.getAsJsonObject(), writes));
        }
    }

    /**
     * Runs the statement, takes it back, and says which columns of which tables ({@code public.acct.a}) hold other values
     * after it; empty where it fails or where there are more or fewer rows than before.
     */
    Optional<List<String>> changedColumns(String sql) throws SQLException {
        connection.setAutoCommit(false);
        Map<String, String> before = contents();
        try (PreparedStatement statement = prepare(sql)) {
            statement.execute();
            Map<String, String> after = contents();
            List<String> changed = before.keySet().stream()
                    .filter(column -> !before.get(column).equals(after.get(column)))
                    .toList();
            return changed.stream().anyMatch(column -> column.endsWith(".count"))
                    ? Optional.empty()
                    : Optional.of(changed);
        } catch (SQLException failed) {
            return Optional.empty();
        } finally {
            connection.rollback();
        }
    }

    private Map<String, String> contents() throws SQLException {
        Map<String, String> contents = new TreeMap<>();
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                String name = table.replace(".", ".\"") + "\"";
                StringBuilder query = new StringBuilder("select count(*)");
                COLUMNS.forEach(column -> query.append(", array_agg(\"%1$s\" order by \"%1$s\")".formatted(column)));
                try (ResultSet row = statement.executeQuery(query + " from " + name)) {
                    row.next();
                    contents.put(table + ".count", row.getString(1));
                    for (int i = 0; i < COLUMNS.size(); i++) {
                        contents.put(table + "." + COLUMNS.get(i), String.valueOf(row.getString(i + 2)));
                    }
                }
            }
        }
        return contents;
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 1; i <= DriverParser.parameters(sql); i++) {
            statement.setNull(i, Types.NULL);
        }
        return statement;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        database.close();
    }
}
