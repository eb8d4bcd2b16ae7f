package io.writeguard.driver.statement;

import io.writeguard.driver.row.KeyedHash;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.RowIdentities;
import io.writeguard.driver.schema.TableColumn;
import io.writeguard.rules.plan.Equality;
import io.writeguard.rules.plan.Membership;
import io.writeguard.rules.plan.Read;
import io.writeguard.rules.plan.Write;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Which row a predicate names, where it compares a unique key with constants. */
public final class NamedRows {

    private NamedRows() {}

    /** Whether the predicate holds for one row at most (manual, "Unique Indexes"). */
    public static boolean provesOne(GuardedTable table, Write write) {
        Set<String> compared = new HashSet<>();
        for (Equality equality : write.equalities()) {
            if (!equality.matchesNull() && belongsTo(equality, reference(write), write.from() == null)) {
                compared.add(equality.column());
            }
        }
        return table.uniqueKeys().stream().anyMatch(key -> compared.containsAll(key.columns()));
    }

    /** The row that the write names, by each unique key by which it does; empty where it names none. */
    public static List<KeyedHash> of(
            SubmittedStatement statement, Write write, GuardedTable table, RowIdentities identities) {
        Map<String, String> texts = texts(statement, write.equalities(), reference(write), write.from() == null, table);
        return identities.byKeys(texts);
    }

    /**
     * @param reference the name by which the statement refers to the table
     * @param only whether a column without qualifier can belong to no other relation
     */
    private static Map<String, String> texts(
            SubmittedStatement statement,
            List<Equality> equalities,
            String reference,
            boolean only,
            GuardedTable table) {
        Map<String, String> texts = new HashMap<>();
        for (Equality equality : equalities) {
            if (belongsTo(equality, reference, only) && table.column(equality.column()) != null) {
                texts.put(
                        equality.column(),
                        KnownValues.keyText(statement, equality.value(), table.column(equality.column())));
            }
        }
        return texts;
    }

    /** The rows that a read names by a unique key, one alone or several in a list. */
    public static List<KeyedHash> of(
            SubmittedStatement statement,
            Read read,
            String reference,
            boolean only,
            GuardedTable table,
            RowIdentities identities) {
        Map<String, String> texts = texts(statement, read.equalities(), reference, only, table);
        List<KeyedHash> rows = new ArrayList<>(identities.byKeys(texts));
        for (Membership membership : read.memberships()) {
            TableColumn column = table.column(membership.column());
            if (column != null && (membership.qualifier() != null || only)) {
                for (String text : KnownValues.keyTexts(statement, membership, column)) {
                    Map<String, String> member = new HashMap<>(texts);
                    member.put(membership.column(), text);
                    rows.addAll(identities.byKeys(member));
                }
            }
        }
        return rows;
    }

    /** The row that the write names by the key that tells rows apart, as text and values have it; null where it does not. */
    public static KeyedHash byFirstKey(
            SubmittedStatement statement, Write write, GuardedTable table, RowIdentities identities) {
        if (!table.hasKey()) {
            return null;
        }
        Map<String, String> texts = texts(statement, write.equalities(), reference(write), write.from() == null, table);
        return identities.byFirstKey(texts);
    }

    /** The name by which a statement refers to the table that it writes. */
    public static String reference(Write write) {
        return Objects.requireNonNullElse(write.alias(), write.target().name());
    }

    private static boolean belongsTo(Equality equality, String reference, boolean only) {
        return equality.qualifier() == null ? only : equality.qualifier().equals(reference);
    }
}
