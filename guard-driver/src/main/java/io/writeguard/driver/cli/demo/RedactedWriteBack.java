package io.writeguard.driver.cli.demo;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Objects that were read with the secret blanked out are written back with all their columns. */
final class RedactedWriteBack implements Incident {

    private static final int TOKENS = 500;

    private record ServiceToken(long id, String customer, String clientId, String clientSecret) {}

    @Override
    public String name() {
        return "redacted-write-back";
    }

    @Override
    public String title() {
        return "The service tokens that were written back without their secret";
    }

    @Override
    public String story() {
        return "A read that blanks the secret feeds a write of all columns, at each use of a token (Cloudflare, January"
                + " 2023).";
    }

    @Override
    public String liveSecrets() {
        return "select count(*) from service_tokens where client_secret <> ''";
    }

    @Override
    public int statements() {
        return TOKENS;
    }

    @Override
    public long leastLeft() {
        return TOKENS;
    }

    @Override
    public void replay(String url, Observer observer) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            for (long id = 1; id <= TOKENS; id++) {
                ServiceToken token = readForDisplay(connection, id);
                observer.sending();
                try {
                    saveUse(connection, token);
                } catch (SQLException e) {
                    observer.stopped(e); // this request fails; the next one comes
                }
            }
        }
    }

    private static ServiceToken readForDisplay(Connection connection, long id) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement(
                "select id, customer, client_id, '' as client_secret from service_tokens where id = ?")) {
            read.setLong(1, id);
            try (ResultSet row = read.executeQuery()) {
                row.next();
                return new ServiceToken(row.getLong(1), row.getString(2), row.getString(3), row.getString(4));
            }
        }
    }

    private static void saveUse(Connection connection, ServiceToken token) throws SQLException {
        try (PreparedStatement save = connection.prepareStatement("update service_tokens"
                + " set customer = ?, client_id = ?, client_secret = ?, last_seen_at = now() where id = ?")) {
            save.setString(1, token.customer());
            save.setString(2, token.clientId());
            save.setString(3, token.clientSecret());
            save.setLong(4, token.id());
            save.executeUpdate();
        }
    }
}
