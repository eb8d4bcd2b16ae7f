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

    /** A step is about this part of many rows at most. */
    private static final int WIDEST = 6;

    private static final List<Step.Kind> LOSING = List.of(
            Step.Kind.CLEAR_BY_KEY,
            Step.Kind.CLEAR_AS_LITERAL,
            Step.Kind.CLEAR_RANGE,
            Step.Kind.CLEAR_BATCH,
            Step.Kind.DELETE_BY_KEY,
            Step.Kind.DELETE_RANGE);

    private final KeysTable table;
    private final int connections;
    private final int instances;
    private final int rows;
    private final Map<String, Integer> outcomes = new TreeMap<>();

    /**
     * @param instances that share one window, in turns those of the connections; 1 for one by itself
     */
    RandomPlays(KeysTable table, int connections, int instances, int rows) {
        this.table = table;
        this.connections = connections;
        this.instances = instances;
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
        boolean shared = instances > 1;
        int ratio = 10 + 10 * dice.nextInt(shared ? 3 : 6);
        Limits limits = new Limits(ratio, dice.nextInt(7), Duration.ofHours(3), dice.nextInt(3) == 0, shared);
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
        if (instances > 1 && dice.nextInt(4) == 0) {
            kind = LOSING.get(dice.nextInt(LOSING.size()));
        }
        int from = 1 + dice.nextInt(rows + 4);
        return new Step(dice.nextInt(connections), kind, from, from + dice.nextInt(Math.max(5, rows / WIDEST)));
    }

    private Throwable failure(Limits limits, List<Step> steps) {
        try (Play play = new Play(table, limits, connections, instances, rows)) {
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
