package io.writeguard.rules.plan;

import io.writeguard.rules.sql.Span;

/** Where the value comes from that an assignment, a VALUES row or a comparison uses. Parentheses and casts that keep the
 * value (to text, varchar without length, citext, json, jsonb, uuid, bytea) are peeled off. */
public sealed interface ValueSource {

    /**
     * A bound value.
     *
     * @param index the JDBC parameter, from 1, counted across the whole text
     */
    record Parameter(int index) implements ValueSource {}

    /**
     * A string literal, of any PostgreSQL spelling.
     *
     * @param token index of its token; {@code LexedSql.literal(token)} has the decoded value
     */
    record Literal(int token) implements ValueSource {}

    /** The keyword NULL. */
    record Null() implements ValueSource {}

    /** The keyword DEFAULT. */
    record Default() implements ValueSource {}

    /**
     * The row's own present value of a column, unchanged ({@code client_id = client_id}, {@code t.client_id}).
     *
     * @param column folded
     */
    record OwnColumn(String column) implements ValueSource {}

    /**
     * {@code EXCLUDED.column} in ON CONFLICT DO UPDATE.
     *
     * @param column folded
     */
    record ExcludedColumn(String column) implements ValueSource {}

    /**
     * Anything else; only the database can tell its value.
     *
     * @param span the expression's tokens
     */
    record Expression(Span span) implements ValueSource {}

    /**
     * One column of a sub-select, or of a row with a {@code *} in it, that is assigned to several columns: {@code SET (a, b)
     * = (SELECT x, y …)}, {@code SET (a, b) = ROW(s.*)}.
     *
     * @param query the tokens of the sub-select or of the row's expressions, without their parentheses
     * @param row whether they are those of a row: what a SELECT selects
     * @param position from 0
     * @param width how many columns are assigned from it
     */
    record SubselectColumn(Span query, boolean row, int position, int width) implements ValueSource {}
}
