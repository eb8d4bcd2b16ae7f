package io.writeguard.it.reach;

import io.writeguard.it.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;

/** Every row of every table of the application's. */
final class Content {

    private static final String ALL = """
            select string_agg(oid::regclass || ': ' || query_to_xml(
                'select t::text from only ' || oid::regclass || ' t order by 1', true, true, '')::text, '' order by oid)
            from pg_class where relkind = 'r' and relnamespace not in (
                select oid from pg_namespace where nspname like 'pg\\_%' or nspname = 'information_schema')""";

    private Content() {}

    static String of(TestDatabase database) {
        return database.text(ALL);
    }

    /** As the connection's open transaction sees it. */
    static String of(Connection connection) throws SQLException {
        return Twins.run(connection, ALL).get(0).replaceFirst("^\\[", "").replaceFirst("]$", "");
    }
}
