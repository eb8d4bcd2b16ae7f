package io.writeguard.rules.sql;

import java.util.Arrays;

/** Tokens in parallel arrays: a short statement costs a handful of objects, however many tokens it has. */
final class TokenBuffer {

    private TokenType[] types;
    private int[] starts;
    private int[] ends;
    /** Brackets: the partner. Parameters, and words that contain one: its number. */
    private int[] links;

    private int size;

    TokenBuffer(int capacity) {
        types = new TokenType[capacity];
        starts = new int[capacity];
        ends = new int[capacity];
        links = new int[capacity];
    }

    void add(TokenType type, int start, int end, int link) {
        if (size == starts.length) {
            grow(size * 2);
        }
        types[size] = type;
        starts[size] = start;
        ends[size] = end;
        links[size] = link;
        size++;
    }

    private void grow(int capacity) {
        types = Arrays.copyOf(types, capacity);
        starts = Arrays.copyOf(starts, capacity);
        ends = Arrays.copyOf(ends, capacity);
        links = Arrays.copyOf(links, capacity);
    }

    /** Makes two brackets partners of each other. */
    void join(int open, int close) {
        links[open] = close;
        links[close] = open;
    }

    int size() {
        return size;
    }

    TokenType type(int token) {
        return types[token];
    }

    int start(int token) {
        return starts[token];
    }

    int end(int token) {
        return ends[token];
    }

    int link(int token) {
        return links[token];
    }
}
