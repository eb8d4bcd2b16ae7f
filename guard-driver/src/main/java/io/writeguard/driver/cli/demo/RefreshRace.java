package io.writeguard.driver.cli.demo;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Two requests refresh the same OAuth link; the one that comes second clears what the first has just stored. */
final class RefreshRace implements Incident {

    private static final int LINKS = 20;
    private static final long REST_OF_THE_REQUEST_MILLIS = 40;
    private static final long MEETING_TIMEOUT_SECONDS = 30;

    @Override
    public String name() {
        return "refresh-race";
    }

    @Override
    public String title() {
        return "The refresh tokens that the slower request cleared";
    }

    @Override
    public String story() {
        return "Two requests refresh one link; the second is told invalid_grant and clears the token that the first has"
                + " just stored (Coder #17069).";
    }

    @Override
    public String liveSecrets() {
        return "select count(*) from external_auth_links where oauth_refresh_token <> ''";
    }

    @Override
    public int statements() {
        return LINKS;
    }

    @Override
    public long leastLeft() {
        return LINKS;
    }

    @Override
    public void replay(String url, Observer observer) throws SQLException {
        ExecutorService requests = Executors.newFixedThreadPool(2);
        try {
            for (long user = 1; user <= LINKS; user++) {
                race(url, user, requests, observer);
            }
        } finally {
            requests.shutdownNow();
        }
    }

    private static void race(String url, long user, ExecutorService requests, Observer observer) throws SQLException {
        CyclicBarrier both = new CyclicBarrier(2);
        Future<Void> winner = requests.submit(request(() -> storeNewToken(url, user, both)));
        Future<Void> loser = requests.submit(request(() -> clearAfterInvalidGrant(url, user, both, observer)));
        await(winner);
        await(loser);
    }

    /** The provider accepts the refresh token, and from then on knows only the new one. */
    private static void storeNewToken(String url, long user, CyclicBarrier other) throws Exception {
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement store = connection.prepareStatement("update external_auth_links"
                        + " set oauth_access_token = ?, oauth_refresh_token = ?, failure = '' where user_id = ?")) {
            readToken(connection, user);
            meet(other);
            connection.setAutoCommit(false);
            store.setString(1, "ghu_new_access_token_" + user);
            store.setString(2, "ghr_new_refresh_token_" + user);
            store.setLong(3, user);
            store.executeUpdate();
            meet(other);
            Thread.sleep(REST_OF_THE_REQUEST_MILLIS);
            connection.commit();
        }
    }

    /** The provider no longer accepts the token that this request had read, so the link looks dead. */
    private static void clearAfterInvalidGrant(String url, long user, CyclicBarrier other, Observer observer)
            throws Exception {
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement clear = connection.prepareStatement("update external_auth_links"
                        + " set oauth_refresh_token = '', failure = 'invalid_grant' where user_id = ?")) {
            readToken(connection, user);
            meet(other);
            connection.setAutoCommit(false);
            clear.setLong(1, user);
            meet(other);
            observer.sending();
            try {
                clear.executeUpdate();
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                observer.stopped(e); // this request fails; the link still works
            }
        }
    }

    /** What both requests would send to the provider. */
    private static void readToken(Connection connection, long user) throws SQLException {
        try (PreparedStatement read =
                connection.prepareStatement("select oauth_refresh_token from external_auth_links where user_id = ?")) {
            read.setLong(1, user);
            read.executeQuery().close();
        }
    }

    /** Waits until the other request has come as far: both have read; the first has written, and not committed. */
    private static void meet(CyclicBarrier other) throws Exception {
        other.await(MEETING_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    private interface Request {
        void run() throws Exception;
    }

    private static Callable<Void> request(Request request) {
        return () -> {
            request.run();
            return null;
        };
    }

    private static void await(Future<Void> request) throws SQLException {
        try {
            request.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SQLException error ? error : new SQLException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted", e);
        }
    }
}
