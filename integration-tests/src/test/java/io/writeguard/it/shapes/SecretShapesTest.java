package io.writeguard.it.shapes;

import static io.writeguard.it.shapes.ShapedTable.LIVE;
import static io.writeguard.it.shapes.ShapedTable.MAY_BE_LOST;
import static io.writeguard.it.shapes.ShapedTable.PASSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.it.TestDatabase;
import io.writeguard.it.shapes.ShapedTable.Work;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shape of secret × everything that may happen to it, bound and as literals: verdicts, counts, and the rows left. */
class SecretShapesTest {

    private static final String TOO_MANY = "mass-invalidation";

    private static TestDatabase database;

    @BeforeAll
    static void open() {
        database = TestDatabase.with("create extension citext");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static ShapedTable table(Shape shape, boolean bound, String staleClear) throws SQLException {
        return new ShapedTable(database, shape, bound, staleClear);
    }

    static Stream<Arguments> shapes() {
        return Stream.of(Shape.values())
                .flatMap(shape -> Stream.of(Arguments.of(shape, true), Arguments.of(shape, false)));
    }

    /** Does the work, and holds verdict, table and window against what is expected. */
    private static void expect(ShapedTable table, String title, Work work, String verdict, int changed, int lost)
            throws SQLException {
        long changedBefore = table.changed();
        assertThat(table.outcome(work)).as(title).isEqualTo(verdict);
        assertThat(table.changed() - changedBefore)
                .as("rows changed by: " + title)
                .isEqualTo(changed);
        assertThat(table.lost()).as("lost after: " + title).isEqualTo(lost);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void cleared(Shape shape, boolean bound) throws SQLException {
        ShapedTable table = table(shape, bound, "off");
        expect(table, "none had one", table.set(shape.cleared(), "id between 41 and 60"), PASSED, 0, 0);
        expect(table, "one too many", table.set(shape.cleared(), "id <= 5"), TOO_MANY, 0, 0);
        expect(table, "all", table.set(shape.cleared(), "id > 0"), TOO_MANY, 0, 0);
        expect(table, "one by its key", table.set(shape.cleared(), "id = 1"), PASSED, 1, 1);
        expect(table, "again", table.set(shape.cleared(), "id = 1"), PASSED, 0, 1);
        expect(table, "as many as may go", table.set(shape.cleared(), "id between 2 and 4"), PASSED, 3, 4);
        expect(table, "one more by its key", table.set(shape.cleared(), "id = 5"), TOO_MANY, 0, 4);
        expect(table, "the null of a whole document", table.set(null, "id = 6"), TOO_MANY, 0, 4);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void poisoned(Shape shape, boolean bound) throws SQLException {
        ShapedTable table = table(shape, bound, "off");
        if (shape.empty() != null) {
            expect(table, "empty, by key", table.set(shape.empty(), "id = 1"), "empty-secret", 0, 0);
            expect(table, "empty, many", table.set(shape.empty(), "id <= 3"), "empty-secret", 0, 0);
            expect(table, "empty over none", table.set(shape.empty(), "id = 50"), "empty-secret", 0, 0);
        }
        if (shape.placeholder() != null) {
            expect(table, "mask, by key", table.set(shape.placeholder(), "id = 1"), "placeholder-secret", 0, 0);
            expect(table, "mask, many", table.set(shape.placeholder(), "id <= 3"), "placeholder-secret", 0, 0);
            expect(table, "mask over none", table.set(shape.placeholder(), "id = 50"), "placeholder-secret", 0, 0);
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void overwritten(Shape shape, boolean bound) throws SQLException {
        ShapedTable table = table(shape, bound, "off");
        String one = table.fresh(1);
        expect(table, "one value for too many", table.set(one, "id <= 5"), TOO_MANY, 0, 0);
        expect(table, "one value for all", table.set(one, "kind = 'secret'"), TOO_MANY, 0, 0);
        expect(table, "one value for four", table.set(one, "id <= 4"), PASSED, 4, MAY_BE_LOST);
        expect(table, "the value that is there", table.set(one, "id <= 4"), PASSED, 0, MAY_BE_LOST);
        expect(
                table,
                "what is there, said so",
                c -> ShapedTable.run(c, "update users set secret = secret"),
                PASSED,
                0,
                4);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void rotatedAndRecovered(Shape shape, boolean bound) throws SQLException {
        ShapedTable table = table(shape, bound, "off");
        Work rotation = connection -> {
            for (int id = 1; id <= LIVE; id++) {
                table.set(connection, table.fresh(id), "id = " + id);
            }
        };
        Work recovery = connection -> {
            for (int id = 41; id <= 60; id++) {
                table.set(connection, table.fresh(id), "id = " + id);
            }
        };
        expect(table, "rotation", rotation, PASSED, LIVE, 0);
        expect(table, "recovery", recovery, PASSED, 20, 0);
        expect(
                table,
                "of what was lost",
                connection -> {
                    for (int id = 1; id <= MAY_BE_LOST; id++) {
                        table.set(connection, shape.cleared(), "id = " + id);
                        table.set(connection, table.fresh(100 + id), "id = " + id);
                    }
                },
                PASSED,
                0,
                MAY_BE_LOST);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void repeated(Shape shape, boolean bound) throws SQLException {
        ShapedTable table = table(shape, bound, "off");
        String shared = table.fresh(1);
        expect(table, "the first", table.set(shared, "id = 1"), PASSED, 1, 0);
        expect(table, "the first again", table.set(shared, "id = 1"), PASSED, 0, 0);
        for (int id = 2; id <= MAY_BE_LOST; id++) {
            expect(table, "row " + id, table.set(shared, "id = " + id), PASSED, 1, id);
        }
        expect(table, "one too many", table.set(shared, "id = 5"), TOO_MANY, 0, MAY_BE_LOST);
        expect(table, "another", table.set(table.fresh(5), "id = 5"), PASSED, 1, MAY_BE_LOST);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void deleted(Shape shape, boolean bound) throws SQLException {
        ShapedTable table = table(shape, bound, "off");
        expect(table, "too many", c -> ShapedTable.run(c, "delete from users where id <= 5"), TOO_MANY, 0, 0);
        expect(table, "truncate", c -> ShapedTable.run(c, "truncate users"), TOO_MANY, 0, 0);
        expect(table, "none with one", c -> ShapedTable.run(c, "delete from users where id > 40"), PASSED, 40, 0);
        expect(table, "four", c -> ShapedTable.run(c, "delete from users where id <= 4"), PASSED, 4, 4);
        expect(table, "one more", c -> ShapedTable.run(c, "delete from users where id = 5"), TOO_MANY, 0, 4);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void clearedComparing(Shape shape, boolean bound) throws SQLException {
        ShapedTable table = table(shape, bound, "always");
        expect(table, "without a look", table.set(shape.cleared(), "id = 1"), "stale-clear", 0, 0);
        if (shape.comparable()) {
            expect(table, "a value that is old", table.clearComparing(1, table.fresh(1)), PASSED, 0, 0);
            expect(table, "the value", table.clearComparing(1, table.value(1)), PASSED, 1, 1);
        }
    }
}
