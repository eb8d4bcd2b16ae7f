package io.writeguard.rules;

import com.google.re2j.Pattern;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value of the file under its key. Each reading method answers empty, after it added a problem, where the value is
 * not of that type: nothing is converted.
 */
final class YamlValue {

    /** Few enough for a long. */
    private static final Pattern DIGITS = Pattern.compile("[-+]?[0-9]{1,18}");

    private final String parent;
    private final String key;
    private final Location keyLocation;
    private final Node node;
    private final Problems problems;

    private YamlValue(String parent, String key, Location keyLocation, Node node, Problems problems) {
        this.parent = parent;
        this.key = key;
        this.keyLocation = keyLocation;
        this.node = node;
        this.problems = problems;
    }

    static YamlValue root(Node node, Problems problems) {
        return new YamlValue("", "", problems.at(node.getStartMark()), node, problems);
    }

    /** A key of this mapping, looked at as a value. */
    YamlValue key(Node keyNode) {
        return new YamlValue(path(), "", problems.at(keyNode.getStartMark()), keyNode, problems);
    }

    /** What stands under a key of this mapping. */
    YamlValue under(String childKey, YamlValue name, Node child) {
        return new YamlValue(path(), RulesWording.printable(childKey), name.location(), child, problems);
    }

    private YamlValue entry(Node child) {
        return new YamlValue(path(), "", problems.at(child.getStartMark()), child, problems);
    }

    /** The keys from the top to here, for messages; empty at the top. */
    String path() {
        return parent.isEmpty() || key.isEmpty() ? parent + key : parent + "." + key;
    }

    Location keyLocation() {
        return keyLocation;
    }

    Location location() {
        return problems.at(node.getStartMark());
    }

    boolean isNothing() {
        return isScalar(Tag.NULL);
    }

    /** Whether it holds no entry. */
    boolean isEmpty() {
        boolean emptyCollection = node instanceof CollectionNode<?> collection
                && collection.getValue().isEmpty();
        return isNothing() || emptyCollection;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    boolean isText() {
        return isScalar(Tag.STR);
    }

    boolean isWholeNumber() {
        return isScalar(Tag.INT);
    }

    boolean isNumber() {
        return isWholeNumber() || isScalar(Tag.FLOAT);
    }

    private boolean isScalar(Tag tag) {
        return node instanceof ScalarNode && node.getTag().equals(tag);
    }

    /** A scalar as written; empty for a list or a mapping. */
    String written() {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /** Text with at least one character that is not blank. */
    Optional<String> text(String expected) {
        if (isText() && !written().isBlank()) {
            return Optional.of(written());
        }
        boolean needsQuotes = node instanceof ScalarNode && !isText() && !isNothing();
        return unexpected(needsQuotes ? RulesWording.needsQuotes(expected, written()) : expected);
    }

    /** {@code true} or {@code false}. */
    Optional<Boolean> flag() {
        return isScalar(Tag.BOOL) ? Optional.of(Boolean.valueOf(written())) : unexpected("true or false");
    }

    /** A whole number in decimal digits. */
    Optional<Long> wholeNumber(long least, long most, String example) {
        return Optional.of(written())
                .filter(digits -> isWholeNumber() && DIGITS.matches(digits))
                .map(Long::valueOf)
                .filter(number -> number >= least && number <= most)
                .or(() -> unexpected(RulesWording.wholeNumber(least, most, example)));
    }

    /** One of the constants, written in lower case with {@code -}. */
    <E extends Enum<E>> Optional<E> choice(Class<E> type) {
        List<String> words =
                Arrays.stream(type.getEnumConstants()).map(YamlValue::word).toList();
        int index = isText() ? words.indexOf(written()) : -1;
        if (index >= 0) {
            return Optional.of(type.getEnumConstants()[index]);
        }
        return unexpected(RulesWording.oneOf(words, isText() ? written() : ""));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The entries of a list. */
    Optional<List<YamlValue>> list(String expected) {
        if (node instanceof SequenceNode sequence) {
            return Optional.of(sequence.getValue().stream().map(this::entry).toList());
        }
        return unexpected(expected);
    }

    /** A mapping; nothing after the key's colon reads as an empty one. */
    Optional<YamlMapping> mapping(String expected) {
        if (node instanceof MappingNode mapping) {
            return Optional.of(new YamlMapping(this, mapping.getValue(), problems));
        }
        return isNothing() ? Optional.of(new YamlMapping(this, List.of(), problems)) : unexpected(expected);
    }

    /** Adds the problem that the value is not what was expected. */
    <T> Optional<T> unexpected(String expected) {
        problems.add(location(), RulesWording.unexpected(path(), found(), expected));
        return Optional.empty();
    }

    /** Adds the problem that this name, which reads as {@code name}, was there before. */
    void duplicateName(String name, Location first) {
        problems.add(keyLocation, RulesWording.duplicate(parent, name, first));
    }

    private String found() {
        if (isNothing()) {
            return "nothing";
        }
        if (node instanceof CollectionNode<?>) {
            return (isEmpty() ? "an empty " : "a ") + (isList() ? "list" : "mapping");
        }
        return isText() ? RulesWording.quoted(written()) : RulesWording.printable(written());
    }
}
