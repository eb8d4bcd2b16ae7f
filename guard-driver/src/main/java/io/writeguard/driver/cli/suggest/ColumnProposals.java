package io.writeguard.driver.cli.suggest;

import io.writeguard.driver.cli.suggest.ContentShape.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Decides whether a column as a whole is a secret, from its name and from the kind of its values. */
final class ColumnProposals {

    private ColumnProposals() {}

    static Optional<Proposal> of(SchemaTable table, SchemaTable.Column column, List<String> values) {
        if (!column.secretType()) {
            return Optional.empty();
        }
        NameHint hint = hint(table, column);
        ContentShape shape = ContentShape.of(values);
        return decide(hint, shape, column).map(proposal -> proposal.with(options(column), hints(column, shape)));
    }

    /** A table of sessions or invitations makes of each secret one for a short time. */
    private static NameHint hint(SchemaTable table, SchemaTable.Column column) {
        NameHint hint = NameHint.of(column.name());
        boolean passing = Arrays.stream(table.name().name().split("_"))
                .map(word -> word.endsWith("s") ? word.substring(0, word.length() - 1) : word)
                .anyMatch(NameHint::isPassing);
        return hint == NameHint.STRONG && passing ? NameHint.SHORT_LIVED : hint;
    }

    private static Optional<Proposal> decide(NameHint hint, ContentShape shape, SchemaTable.Column column) {
        String name = column.name();
        return switch (hint) {
            case STRONG ->
                Optional.of(
                        column.text() && shape.kind() == Kind.PLAIN
                                ? Proposal.of(name, false, "the name says secret, but it holds " + counted(shape))
                                : column.key()
                                        ? Proposal.of(name, false, "the name says secret, but it is the primary key")
                                        : Proposal.of(name, true, because("name", shape)));
            case SHORT_LIVED ->
                Optional.of(
                        Proposal.of(name, false, "made for a short time by its name, so that losing it is no harm"));
            case WEAK -> {
                if (shape.kind().telling()) {
                    yield Optional.of(Proposal.of(name, true, because("content", shape)));
                }
                yield shape.kind() == Kind.RANDOM
                        ? Optional.of(
                                Proposal.of(name, false, "it holds " + counted(shape) + ", but may be an identifier"))
                        : Optional.empty();
            }
            case NONE ->
                shape.kind().telling() && !NameHint.isOpen(name)
                        ? Optional.of(Proposal.of(name, true, because("content", shape)))
                        : Optional.empty();
        };
    }

    private static String because(String what, ContentShape shape) {
        if (shape.kind().text().isEmpty() || shape.filled() == 0) {
            return "by its name" + (shape.filled() == 0 ? "; no value seen" : "");
        }
        return "by its " + what + "; holds " + counted(shape);
    }

    private static String counted(ContentShape shape) {
        return shape.kind().text() + " (" + shape.filled() + " seen)";
    }

    /** Without it, every INSERT that leaves the column out would be refused. */
    private static List<String> options(SchemaTable.Column column) {
        return column.defaultsToEmpty() ? List.of("on-insert-empty: allow   # the column's default is ''") : List.of();
    }

    private static List<String> hints(SchemaTable.Column column, ContentShape shape) {
        List<String> hints = new ArrayList<>();
        if (shape.empty() > 0 && !column.defaultsToEmpty()) {
            hints.add("{on-insert-empty: allow}   # if rows start without one: some have ''");
        }
        if (shape.empty() > 0) {
            hints.add("{on-empty: clear}   # if '' is how the application clears: some have ''");
        }
        if (shape.format() != null) {
            hints.add("{format: " + Yaml.text(shape.format()) + "}   # all that were seen match it");
        }
        return hints;
    }
}
