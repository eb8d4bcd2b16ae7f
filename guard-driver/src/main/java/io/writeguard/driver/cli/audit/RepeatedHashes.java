package io.writeguard.driver.cli.audit;

import java.util.Arrays;

/** How many of many 64-bit hashes occur more than once: 8 bytes each, sorted at the end. */
final class RepeatedHashes {

    private static final int FIRST_SIZE = 1024;

    private long[] hashes = new long[FIRST_SIZE];
    private int size;

    void add(long hash) {
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, size * 2);
        }
        hashes[size++] = hash;
    }

    long repeated() {
        Arrays.sort(hashes, 0, size);
        long repeated = 0;
        for (int i = 0; i < size; i++) {
            boolean likeBefore = i > 0 && hashes[i] == hashes[i - 1];
            boolean likeAfter = i + 1 < size && hashes[i] == hashes[i + 1];
            if (likeBefore || likeAfter) {
                repeated++;
            }
        }
        return repeated;
    }
}
