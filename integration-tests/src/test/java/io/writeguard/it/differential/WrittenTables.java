package io.writeguard.it.differential;

/** The schema that the statements are about: one name in two schemas and two spellings, a partitioned table. */
final class WrittenTables {

    private static final String COLUMNS = "(id int primary key default 9, a text, b text default 'b', \"Mixed\" text,"
            + " \"order\" text, n int[], c pair, j jsonb)";
    private static final String ROWS =
            " select i, 'a' || i, 'b', 'm', 'o', array[i, i], row('f', 'g')::pair, '{\"k\": 0}' from"
                    + " generate_series(1, 3) i;";

    static final String DEFINITION = "create schema s; create type pair as (f text, g text);" + table("acct")
            + table("s.acct") + table("\"Acct\"") + "create table part " + COLUMNS + " partition by range (id);"
            + "create table part_low partition of part for values from (0) to (2);"
            + "create table part_high partition of part default; insert into part" + ROWS;

    private WrittenTables() {}

    private static String table(String name) {
        return "create table " + name + COLUMNS + "; insert into " + name + ROWS;
    }
}
