package io.writeguard.driver.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A PostgreSQL server in a temporary directory, from the binaries on the class path: no Docker, no installation.
 *
 * <p>Runs as an ordinary user, and as root, see {@link ServerAccount}. Listens on the loopback address alone, at a free
 * port, without a password, and without fsync: for demonstrations and tests. Stopped and removed by {@link #close} or at
 * the end of the JVM, Ctrl-C included. Safe for use by several threads.
 */
public final class EmbeddedServer implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    private final WorkDirectory directory;
    private final int port;
    private final Thread closeAtExit = new Thread(this::stop, "embedded-postgresql-stop");
    private Path programs;
    private ServerAccount account;
    private Process process;

    private EmbeddedServer(WorkDirectory directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /**
     * Unpacks, initialises and starts a server; returns once it accepts connections, after two to ten seconds.
     *
     * @throws IOException with what was tried and what each attempt answered
     */
    public static EmbeddedServer start() throws IOException {
        EmbeddedServer server = new EmbeddedServer(WorkDirectory.create(), freePort());
        Runtime.getRuntime().addShutdownHook(server.closeAtExit);
        try {
            server.launch();
            return server;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** {@code jdbc:postgresql://…/database?user=postgres}; more parameters can be appended with {@code &}. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres";
    }

    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(closeAtExit);
        } catch (IllegalStateException e) {
            return; // the JVM is already ending, and runs the hook itself
        }
    }

    /** Makes the data directory, under the first account that can. */
    private ServerAccount initialise() throws IOException {
        IOException failure = new IOException("no PostgreSQL could be set up in " + directory.path()
                + " (it refuses to run as root, and root needs a way to become another user)");
        for (ServerAccount candidate : ServerAccount.candidates(directory.owner())) {
            try {
                directory.giveTo(candidate.owner());
                candidate.run(
                        directory,
                        programs.resolve("initdb").toString(),
                        "--pgdata=" + directory.data(),
                        "--username=postgres",
                        "--auth=trust",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--no-sync");
                return candidate;
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
        throw failure;
    }

    /** Holds the lock, so that an end of the JVM while it runs waits for it, and leaves nothing behind. */
    private synchronized void launch() throws IOException {
        programs = ServerBinaries.unpack(directory.path().resolve("postgresql"));
        account = initialise();
        process = account.start(
                directory,
                programs.resolve("postgres").toString(),
                "-D",
                directory.data().toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=off",
                "-c",
                "synchronous_commit=off",
                "-c",
                "full_page_writes=off",
                "-c",
                "max_connections=200",
                "-c",
                "max_prepared_transactions=20",
                "-c",
                "timezone=UTC");
        awaitConnection();
    }

    private void awaitConnection() throws IOException {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (true) {
            try {
                DriverManager.getConnection(url("postgres")).close();
                return;
            } catch (SQLException e) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw new IOException("PostgreSQL did not start:\n" + directory.log(), e);
                }
            }
            pause();
        }
    }

    private synchronized void stop() {
        if (process != null && process.isAlive()) {
            try {
                String stop = programs.resolve("pg_ctl").toString();
                account.run(directory, stop, "stop", "--pgdata=" + directory.data(), "--mode=immediate", "--wait");
            } catch (IOException e) {
                process.destroyForcibly();
            }
        }
        directory.delete();
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while PostgreSQL was starting", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
