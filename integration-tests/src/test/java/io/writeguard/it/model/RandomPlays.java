package io.writeguard.it.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Plays random steps, one play after another, each from a seed of its own; one that fails is made as short as it may be. */
final class RandomPlays {

    private static final int MOST_STEPS = 80;

    private final KeysTable table;
    private final int connections;
    private final int rows;
    private final Map<String, Integer> outcomes = new TreeMap<>();

    RandomPlays(KeysTable table, int connections, int rows) {
        this.table = table;
        this.connections = connections;
        this.rows = rows;
    }

    /** How often each outcome was seen. */
    Map<String, Integer> outcomes() {
        return outcomes;
    }

    /**
     * @throws AssertionError with the fewest steps that show it
     */
    void play(long seed) {
        Random dice = new Random(seed);
        Limits limits =
                new Limits(10 + 10 * dice.nextInt(6), dice.nextInt(7), Duration.ofHours(3), dice.nextInt(3) == 0);
        List<Step> steps = new ArrayList<>();
        int length = 10 + dice.nextInt(MOST_STEPS - 10);
        for (int i = 0; i < length; i++) {
            steps.add(step(dice));
        }
        Throwable failure = failure(limits, steps);
        if (failure != null) {
            List<Step> fewest = shrink(limits, steps);
            Throwable again = failure(limits, fewest);
            throw new AssertionError(
                    "seed " + seed + ", " + limits + ", " + (again == null ? steps : fewest),
                    again == null ? failure : again);
        }
    }

    private Step step(Random dice) {
        List<Step.Kind> often = List.of(Step.Kind.BEGIN, Step.Kind.BEGIN, Step.Kind.COMMIT, Step.Kind.SAVEPOINT);
        Step.Kind[] all = Step.Kind.values();
        Step.Kind kind = dice.nextInt(6) == 0 ? often.get(dice.nextInt(often.size())) : all[dice.nextInt(all.length)];
        int from = 1 + dice.nextInt(rows + 4);
        return new Step(dice.nextInt(connections), kind, from, from + dice.nextInt(5));
    }

    private Throwable failure(Limits limits, List<Step> steps) {
        try (Play play = new Play(table, limits, connections, rows)) {
            for (Step step : steps) {
                play.take(step);
            }
            play.end();
            if (!table.contents().equals(play.expectedContents())) {
                return new AssertionError("contents");
            }
            play.outcomes().forEach(outcome -> outcomes.merge(outcome, 1, Integer::sum));
            return null;
        } catch (Exception | AssertionError failure) {
            return failure;
        }
    }

    private List<Step> shrink(Limits limits, List<Step> failing) {
        List<Step> fewest = failing;
        for (int size = failing.size() / 2; size >= 1; size /= 2) {
            for (int from = 0; from + size <= fewest.size(); ) {
                List<Step> fewer = new ArrayList<>(fewest);
                fewer.subList(from, from + size).clear();
                if (failure(limits, fewer) != null) {
                    fewest = fewer;
                } else {
                    from += size;
                }
            }
        }
        return fewest;
    }
}
