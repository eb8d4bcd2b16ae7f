package io.writeguard.driver.cli.demo;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/** A weekly job takes an outage of GitHub for 17,000 revoked tokens, and clears them one by one. */
final class TokenCheck implements Incident {

    private static final int USERS = 20_000;
    private static final int ANSWERED_WITH_AN_ERROR = 17_000;

    @Override
    public String name() {
        return "token-check";
    }

    @Override
    public String title() {
        return "The weekly token check, on the day GitHub was down";
    }

    @Override
    public String story() {
        return "17,000 of 20,000 tokens look revoked; each is cleared by an UPDATE of its own (CodeTriage #557).";
    }

    @Override
    public String liveSecrets() {
        return "select count(*) from users where github_access_token <> ''";
    }

    @Override
    public int statements() {
        return ANSWERED_WITH_AN_ERROR;
    }

    /** The rules let a tenth go. */
    @Override
    public long leastLeft() {
        return USERS - USERS / 10;
    }

    @Override
    public void replay(String url, Observer observer) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement clear = connection.prepareStatement(
                        "update users set github_access_token = ?, updated_at = now() where id = ?")) {
            for (long user : usersWhoseTokenLooksRevoked(connection)) {
                clear.setNull(1, Types.VARCHAR);
                clear.setLong(2, user);
                observer.sending();
                clear.executeUpdate();
            }
        }
    }

    private static List<Long> usersWhoseTokenLooksRevoked(Connection connection) throws SQLException {
        List<Long> users = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select id from users where github_access_token is not null order by id")) {
            while (rows.next() && users.size() < ANSWERED_WITH_AN_ERROR) {
                users.add(rows.getLong(1));
            }
        }
        return users;
    }
}
