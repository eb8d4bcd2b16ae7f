package io.writeguard.rules.plan;

import io.writeguard.rules.sql.RelationName;
import io.writeguard.rules.sql.Span;
import java.util.List;
import java.util.Set;

/**
 * What one statement does, as far as its text tells.
 *
 * @param span its tokens, without the semicolon
 * @param writes in any order, those inside WITH, EXPLAIN, PREPARE, COPY (query), rules and functions included; see
 *     {@link #executesWrites()}
 * @param reads relations of the outermost FROM; empty for anything but a plain query
 * @param changes what DDL does
 * @param identifiers every identifier of the statement, folded, wherever it stands; function bodies and string literals
 *     of DO, PREPARE and EXECUTE included as the words in them. What is not among them is not named by the statement
 * @param functions names that are called like functions, folded, without built-in syntax (COALESCE, CAST …)
 * @param problem why the writes can't be established; null where they are. {@code writes} then is not to be trusted
 */
public record StatementReading(
        Span span,
        StatementKind kind,
        List<Write> writes,
        List<Read> reads,
        List<TableChange> changes,
        Set<String> identifiers,
        Set<RelationName> functions,
        String problem) {

    public StatementReading {
        writes = List.copyOf(writes);
        reads = List.copyOf(reads);
        changes = List.copyOf(changes);
        identifiers = Set.copyOf(identifiers);
        functions = Set.copyOf(functions);
    }

    /**
     * Whether running the statement runs its writes. PREPARE and the definition of a rule or function keep them for later,
     * EXPLAIN without ANALYZE only plans them. (CREATE TABLE AS with a write in its WITH runs it and is a WRITE.)
     */
    public boolean executesWrites() {
        return switch (kind) {
            case PREPARE, EXPLAIN, DDL -> false;
            default -> true;
        };
    }

    /** About how many bytes of the heap the reading holds, for whoever keeps many. */
    public int retainedBytes() {
        return RetainedBytes.of(this);
    }

    public boolean readable() {
        return problem == null;
    }
}
