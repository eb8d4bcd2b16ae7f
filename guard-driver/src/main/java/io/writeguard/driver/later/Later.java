package io.writeguard.driver.later;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Makes timers whose thread lives as long as something waits, and leads to nobody's class loader. */
public final class Later {

    private static final long IDLE_SECONDS = 1;

    private Later() {}

    /**
     * A timer with one daemon thread, which ends a second after the last task. The JDK's own delayed executor keeps one for
     * ever, with the class loader of the application that happened to use it first.
     *
     * @param thread its name; the application's threads are told apart by it
     */
    public static ScheduledExecutorService timer(String thread) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
                1, task -> daemon(task, thread), new ThreadPoolExecutor.DiscardPolicy());
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        return timer;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }
}
