package io.writeguard.driver.schema;

import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.TokenType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The schemas in which the names of a rules file are looked up that have none (PostgreSQL manual, "The Schema Search
 * Path"). Temporary tables are no part of it: they are never the guarded ones.
 *
 * @param schemas in order, whether they exist or not
 */
public record SearchPath(List<String> schemas) {

    private static final String USER = "$user";

    public SearchPath {
        schemas = List.copyOf(schemas);
    }

    /** That of a connection as it is set now. */
    public static SearchPath of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT pg_catalog.current_setting('search_path'), CURRENT_USER")) {
            row.next();
            return parse(row.getString(1), row.getString(2));
        }
    }

    /**
     * @param setting a list of names as in SQL
     */
    static SearchPath parse(String setting, String user) {
        List<String> schemas = new ArrayList<>();
        LexedSql names = LexedSql.of(setting);
        for (int token = 0; token < names.size(); token++) {
            if (names.is(token, TokenType.WORD) || names.is(token, TokenType.QUOTED_IDENTIFIER)) {
                String schema = names.word(token);
                schemas.add(schema.equals(USER) ? user : schema);
            }
        }
        return new SearchPath(schemas);
    }

    /** The place of a schema, from 0; after all others where it is not among them. */
    int place(String schema) {
        int place = schemas.indexOf(schema);
        return place < 0 ? schemas.size() : place;
    }

    boolean has(String schema) {
        return schemas.contains(schema);
    }
}
