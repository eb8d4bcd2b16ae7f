package io.writeguard.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Collects what is wrong with one file while it is read to its end. Used by one thread. */
final class Problems {

    private final String file;
    private final List<RulesProblem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(Location location, String message) {
        found.add(new RulesProblem(location, message));
    }

    boolean none() {
        return found.isEmpty();
    }

    /** All problems in the order of the file. */
    List<RulesProblem> inOrder() {
        Comparator<Location> byPlace = Comparator.comparingInt(Location::line).thenComparingInt(Location::column);
        return found.stream()
                .sorted(Comparator.comparing(RulesProblem::location, byPlace))
                .toList();
    }

    Location start() {
        return new Location(file, 1, 1);
    }

    /** The place of a mark, which counts from 0; the start of the file where there is no mark. */
    Location at(Optional<Mark> mark) {
        return mark.map(place -> new Location(file, place.getLine() + 1, place.getColumn() + 1))
                .orElseGet(this::start);
    }

    /** The place of a character of the text. */
    Location at(String text, int index) {
        String before = text.substring(0, index);
        int lineStart = before.lastIndexOf('\n') + 1;
        int line =
                1 + (int) before.chars().filter(character -> character == '\n').count();
        return new Location(file, line, 1 + before.codePointCount(lineStart, index));
    }
}
