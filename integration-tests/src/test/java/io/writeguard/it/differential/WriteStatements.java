package io.writeguard.it.differential;

import java.util.Locale;
import java.util.function.Supplier;

/** Statements that write to the tables of {@link WrittenTables}; PostgreSQL accepts most of them. */
final class WriteStatements {

    private final Dice dice;
    private final Expressions expressions;

    WriteStatements(Dice dice) {
        this.dice = dice;
        this.expressions = new Expressions(dice);
    }

    String statement() {
        return with() + write("");
    }

    private String write(String returning) {
        return dice.ofMade(() -> update(returning), () -> delete(returning), () -> insert(returning), this::merge);
    }

    private String with() {
        if (!dice.one(3)) {
            return "";
        }
        String name = dice.of("w", "acct", "\"W\"", "data", "update_");
        String materialized = dice.of("", "", "materialized ", "not materialized ");
        Supplier<String> inner = () -> dice.ofMade(
                () -> "select 1 as id",
                () -> update(" returning id"),
                () -> delete(" returning id"),
                () -> insert(" returning id"),
                () -> "values (1)");
        String second = dice.maybe(3, ", w2 as (" + inner.get() + ")");
        return "with " + dice.maybe(4, "recursive ") + name + dice.maybe(5, "(id)") + " as " + materialized + "("
                + inner.get() + ")" + second + " ";
    }

    private String table() {
        return dice.of(
                "acct",
                "s.acct",
                "public.acct",
                "\"Acct\"",
                "ACCT",
                "\"acct\"",
                "part",
                "s . acct",
                "U&\"\\0061cct\"",
                "public/**/.\"Acct\"");
    }

    private String target() {
        return dice.of("", "", "", "only ") + table() + alias();
    }

    private String alias() {
        return dice.of("", "", "", " as t", " t", " as \"T\"", " as value", " * ", " * t", " as \"set\"");
    }

    private String returning(String wanted) {
        return wanted.isEmpty() ? dice.of("", "", "", " returning *", " returning id as \"where\"") : wanted;
    }

    private String where() {
        return dice.one(4) ? "" : " where " + expressions.predicate();
    }

    private String update(String returning) {
        String from = dice.maybe(5, " from (values (1, 'z')) v(k, z)");
        return dice.of("update ", "UPDATE\n", "update/* ; */ ") + target() + " set " + assignments() + from + where()
                + returning(returning);
    }

    private String assignments() {
        String first = assignment("a");
        return dice.of(first, first, first + ", " + assignment("b"), first + " , " + otherAssignment());
    }

    private String assignment(String column) {
        String value = dice.one(8) ? "default" : expressions.text();
        return dice.of(column, column, '"' + column + '"', column.toUpperCase(Locale.ROOT))
                + dice.of(" = ", "=", " =\t")
                + value;
    }

    private String otherAssignment() {
        return dice.ofMade(
                () -> "\"Mixed\" = " + expressions.text(),
                () -> "\"order\" = " + expressions.text(),
                () -> "n[1] = 5",
                () -> "c.f = 'x'",
                () -> "j['k'] = '1'",
                () -> "(b, \"Mixed\") = ('x', " + expressions.text() + ")",
                () -> "(b, \"order\") = row('x', 'y')",
                () -> "(b, \"order\") = (select 'x', 'y')",
                () -> "(b) = row(default)");
    }

    private String delete(String returning) {
        String using = dice.maybe(5, " using (values (1, 'z')) v(k, z)");
        return "delete from " + target() + using + where() + returning(returning);
    }

    private String insert(String returning) {
        return "insert into " + table() + dice.of("", "", " as t") + source() + conflict() + returning(returning);
    }

    private String source() {
        return dice.ofMade(
                () -> " default values",
                () -> "(a, b) values (" + "'x'" + ", ?), (default, 'y')",
                () -> "(id, a) values (?, 'x')",
                () -> " (id, \"Mixed\") overriding user value values (7, 'x')",
                () -> "(a) select b from s.acct" + where(),
                () -> "(a) (select 'x')",
                () -> "(a) with q as (select 'x'::text x) select x from q",
                () -> " table s.acct",
                () -> "(n[1], c.f) values (1, 'x')");
    }

    private String conflict() {
        return dice.ofMade(
                () -> "",
                () -> "",
                () -> " on conflict do nothing",
                () -> " on conflict (id) do nothing",
                () -> " on conflict (id) do update set " + conflictAssignment(),
                () -> " on conflict (id) where id > 0 do update set " + conflictAssignment() + " where excluded.id > 1",
                () -> " on conflict on constraint acct_pkey do update set " + conflictAssignment());
    }

    private String conflictAssignment() {
        return dice.of("a = excluded.a", "(a, b) = (excluded.a, 'x')", "a = default, b = 'where'", "\"Mixed\" = 'x'");
    }

    private String merge() {
        String source =
                dice.of("(values (1, 'z')) v(k, z)", "s.acct as v(k, z)", "(select id as k, a as z from part) as v");
        StringBuilder merge = new StringBuilder("merge into ")
                .append(dice.maybe(4, "only "))
                .append(table())
                .append(" as t using ")
                .append(source)
                .append(" on t.id = v.k")
                .append(writingClause());
        for (int more = dice.below(3); more > 0; more--) {
            merge.append(dice.one(4) ? " when matched then do nothing" : writingClause());
        }
        return merge.toString();
    }

    private String writingClause() {
        String condition = dice.maybe(3, " and v.k > 0");
        return dice.ofMade(
                () -> " when matched" + condition + " then update set a = v.z",
                () -> " when matched" + condition + " then update set (a, b) = ('x', v.z)",
                () -> " when matched" + condition + " then delete",
                () -> " when not matched" + condition + " then insert (id, a) values (v.k, v.z)",
                () -> " when not matched" + condition + " then insert default values");
    }
}
