package io.writeguard.rules.sql;

import java.util.Arrays;

/** Brackets that are open, innermost last. */
final class Brackets {

    /** PostgreSQL's own limit is its stack; this one keeps every reader of the tokens within ours. */
    static final int DEEPEST = 500;

    private int[] open = new int[16];
    private int depth;

    boolean isFull() {
        return depth == DEEPEST;
    }

    boolean isEmpty() {
        return depth == 0;
    }

    void push(int token) {
        if (depth == open.length) {
            open = Arrays.copyOf(open, depth * 2);
        }
        open[depth++] = token;
    }

    int pop() {
        return open[--depth];
    }
}
