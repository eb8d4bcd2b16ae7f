package io.writeguard.rules.sql;

import java.util.Arrays;

/** Tokens in one array of numbers: a text costs two objects, however many tokens it has. */
final class TokenBuffer {

    private static final TokenType[] TYPES = TokenType.values();

    /** Of each token its type, its start, its end and its link. */
    private static final int NUMBERS = 4;

    private static final int START = 1;
    private static final int END = 2;
    /** Brackets: the partner. Parameters, and words that contain one: its number. */
    private static final int LINK = 3;

    private int[] numbers;
    private int size;

    TokenBuffer(int capacity) {
        numbers = new int[NUMBERS * capacity];
    }

    @SuppressWarnings("EnumOrdinal") // leaves this array by the same way alone
    void add(TokenType type, int start, int end, int link) {
        int at = NUMBERS * size;
        if (at == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * at);
        }
        numbers[at] = type.ordinal();
        numbers[at + START] = start;
        numbers[at + END] = end;
        numbers[at + LINK] = link;
        size++;
    }

    /** Makes two brackets partners of each other. */
    void join(int open, int close) {
        numbers[NUMBERS * open + LINK] = close;
        numbers[NUMBERS * close + LINK] = open;
    }

    int size() {
        return size;
    }

    int bytes() {
        return Integer.BYTES * numbers.length;
    }

    TokenType type(int token) {
        return TYPES[numbers[NUMBERS * token]];
    }

    int start(int token) {
        return numbers[NUMBERS * token + START];
    }

    int end(int token) {
        return numbers[NUMBERS * token + END];
    }

    int link(int token) {
        return numbers[NUMBERS * token + LINK];
    }
}
