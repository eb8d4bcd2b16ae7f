package io.writeguard.driver.cli.console;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a database as users have it at hand: the PostgreSQL driver's URL, the guard's, or the one that libpq takes
 * ({@code postgresql://user:password@host:port/database}).
 *
 * @param url for the PostgreSQL driver
 * @param user null where it does not stand before an {@code @}
 * @param password null where it does not stand before an {@code @}
 */
record DatabaseUrl(String url, String user, String password) {

    private static final Pattern PARTS =
            Pattern.compile("(?:jdbc:)?(?:writeguard:)?(?:postgres|postgresql):(//)?(?:([^/@?]*)@)?(.*)");

    static DatabaseUrl of(String written) {
        Matcher parts = PARTS.matcher(written);
        if (!parts.matches()) {
            return new DatabaseUrl(written, null, null);
        }
        String address = "jdbc:postgresql:" + (parts.group(1) == null ? "" : "//") + parts.group(3);
        String login = parts.group(2);
        if (login == null) {
            return new DatabaseUrl(address, null, null);
        }
        int colon = login.indexOf(':');
        return colon < 0
                ? new DatabaseUrl(address, decoded(login), null)
                : new DatabaseUrl(address, decoded(login.substring(0, colon)), decoded(login.substring(colon + 1)));
    }

    private static String decoded(String text) {
        // a plus is a plus outside of forms
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
