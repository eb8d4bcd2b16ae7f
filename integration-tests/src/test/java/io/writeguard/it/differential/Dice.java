package io.writeguard.it.differential;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Choices by chance, the same again from the same seed. */
final class Dice {

    private final Random random;

    Dice(Random random) {
        this.random = random;
    }

    boolean one(int in) {
        return random.nextInt(in) == 0;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    String of(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    @SafeVarargs
    final String ofMade(Supplier<String>... choices) {
        return choices[random.nextInt(choices.length)].get();
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** The text once in so many times, else nothing. */
    String maybe(int in, String text) {
        return one(in) ? text : "";
    }
}
