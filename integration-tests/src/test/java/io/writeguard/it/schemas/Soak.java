package io.writeguard.it.schemas;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** The traffic of an application by several threads, in an order by chance. */
final class Soak {

    private static final int THREADS = 4;

    private final ScriptPlayer player;
    private final List<Script> scripts;
    private final long seed;
    private final Map<Script, AtomicInteger> started = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> outcomes = new ConcurrentHashMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    Soak(ScriptPlayer player, List<Script> scripts, long seed) {
        this.player = player;
        this.scripts = scripts;
        this.seed = seed;
    }

    /**
     * Plays for this time, on a slow machine until so many transactions are committed, or one has failed.
     */
    void run(Duration time, int atLeast) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Random random = new Random(seed + i);
            Thread thread = new Thread(() -> {
                while (failures.isEmpty() && (System.nanoTime() < end || played() < atLeast)) {
                    play(scripts.get(random.nextInt(scripts.size())), random);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void play(Script script, Random random) {
        int times =
                started.computeIfAbsent(script, first -> new AtomicInteger()).incrementAndGet();
        if (times > script.most()) {
            return;
        }
        try {
            player.play(script, new Values(random));
            count("committed");
        } catch (SQLException failure) {
            count("SQLState " + failure.getSQLState());
            if (!isAmongNeighbours(failure.getSQLState())) {
                failures.add(script.title() + ": " + failure.getMessage());
            }
        } catch (RuntimeException failure) {
            failures.add(script.title() + ": " + failure);
        }
    }

    private void count(String outcome) {
        outcomes.computeIfAbsent(outcome, first -> new AtomicInteger()).incrementAndGet();
    }

    /** A deadlock, a key that another has taken, a row that another has deleted: concurrency brings these without a guard. */
    private static boolean isAmongNeighbours(String state) {
        return List.of("40P01", "40001", "23505", "23503").contains(state);
    }

    Map<String, AtomicInteger> counts() {
        return new TreeMap<>(outcomes);
    }

    int played() {
        return outcomes.getOrDefault("committed", new AtomicInteger()).get();
    }

    /** Each way of failing, in words. */
    List<String> failures() {
        return failures.stream().distinct().toList();
    }
}
