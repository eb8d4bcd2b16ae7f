package io.writeguard.it.reach;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A guarded table in several pieces: partitions, and inheritance children. */
class PartitionTest {

    private static final String PARTITIONED = """
            create table users (id int, org_id int, name text, token text, primary key (id, org_id)) partition by list (org_id);
            create table users_low partition of users for values in (0, 1, 2, 3, 4);
            create table users_high partition of users for values in (5, 6, 7, 8) partition by range (id);
            create table users_high_a partition of users_high for values from (0) to (50);
            create table users_high_b partition of users_high for values from (50) to (500);
            create table users_rest partition of users default;
            insert into users select n, n % 10, 'user ' || n, 'secret-of-' || n from generate_series(1, 100) n;
            """;

    @Test
    void partitions() throws SQLException {
        try (Twins twins = Twins.in(PARTITIONED, Twins.RULES)) {
            twins.refuses(
                            "delete from users",
                            "delete from users_low",
                            "delete from users_high_a",
                            "update users_high set token = null",
                            "update only users_low set token = '' where id = 1",
                            "truncate users_low",
                            "truncate users",
                            "drop table users_low",
                            "alter table users detach partition users_low",
                            "insert into users_low values (1000, 1, 'x', '')")
                    .passes(
                            "delete from users_low where id = 1",
                            "delete from only users",
                            "update users_high_b set token = 'n' where id = 55",
                            "update users_rest set name = 'x'",
                            "insert into users_low values (1000, 1, 'x', 'y')");
        }
    }

    @Test
    void rowsThatMove() throws SQLException {
        try (Twins twins = Twins.in(PARTITIONED, Twins.RULES)) {
            twins.passes(
                    "update users set org_id = 5 where org_id = 1",
                    "update users set org_id = 9",
                    "update users_rest set name = 'x'");
        }
    }

    @Test
    void rowsThatMoveThroughAFunction() throws SQLException {
        try (Twins twins = Twins.in(PARTITIONED + """
                create function move_all() returns void language sql as 'update users set org_id = 9';
                create function drop_some(n int) returns void language sql as 'delete from users where id <= n';
                create function drop_low() returns void language sql as 'truncate users_low';
                """, Twins.RULES)) {
            twins.refuses("select drop_some(50)", "select drop_low()")
                    .passes("select move_all()", "select drop_some(2)");
        }
    }

    @Test
    void inheritance() throws SQLException {
        try (Twins twins = Twins.with("""
                create table admins (level int) inherits (users); alter table admins add primary key (id);
                insert into admins select n, 1, 'admin', 'admin-' || n, 1 from generate_series(101, 160) n;
                """)) {
            twins.refuses("delete from users", "delete from only users", "delete from admins", "truncate only admins")
                    .passes("delete from only users where id > 100", "delete from admins where id = 101");
        }
    }

    @Test
    void undeclaredParent() throws SQLException {
        try (Twins twins = Twins.with("""
                create table things (id int, name text); alter table users inherit things;
                insert into things values (500, 'thing');
                """)) {
            twins.refuses("delete from things", "delete from things where id < 50")
                    .passes(
                            "delete from only things",
                            "delete from things where id = 7",
                            "update things set name = 'x'");
        }
    }

    @Test
    void sameNameElsewhere() throws SQLException {
        try (Twins twins = Twins.with("""
                create schema old; create table old.users (id int primary key, token text);
                insert into old.users select n, 'x' from generate_series(1, 50) n;
                """)) {
            twins.refuses("delete from public.users", "set search_path = old, public; delete from public.users")
                    .passes(
                            "delete from old.users where id < 20",
                            "set search_path = old; delete from users; reset search_path")
                    .passes(
                            "create temp table users (id int, token text); insert into users values (1, ''); delete from users; drop table pg_temp.users");
        }
    }
}
