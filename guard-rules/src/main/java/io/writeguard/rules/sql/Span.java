package io.writeguard.rules.sql;

/**
 * A run of tokens of one text.
 *
 * @param from index of the first token
 * @param to index after the last token
 */
public record Span(int from, int to) {

    public boolean isEmpty() {
        return from >= to;
    }

    public int length() {
        return to - from;
    }
}
