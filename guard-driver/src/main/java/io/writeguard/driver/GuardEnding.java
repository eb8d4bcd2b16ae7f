package io.writeguard.driver;

import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Ends what the JVM holds for a guard, once: when it is told to, or when nobody can reach the guard any more. Thread-safe.
 *
 * <p>One thread waits for that, for all guards of a class loader, and ends with the last of them.
 */
final class GuardEnding {

    private static final AtomicReference<WeakReference<Cleaner>> SHARED =
            new AtomicReference<>(new WeakReference<>(null));

    private final Cleaner cleaner;
    private final Cleaner.Cleanable ending;

    /**
     * @param endings in this order; must not lead to the guard. The class loader may be closed by then: what comes first
     *     must not need a class that has not been loaded yet
     */
    GuardEnding(WriteGuard guard, List<Runnable> endings) {
        this.cleaner = cleaner();
        this.ending = cleaner.register(guard, () -> {
            for (Runnable ended : endings) {
                ended.run();
            }
        });
    }

    void end() {
        ending.clean();
    }

    private static Cleaner cleaner() {
        synchronized (SHARED) {
            Cleaner standing = SHARED.get().get();
            if (standing != null) {
                return standing;
            }
            Cleaner created = Cleaner.create();
            SHARED.set(new WeakReference<>(created));
            return created;
        }
    }
}
