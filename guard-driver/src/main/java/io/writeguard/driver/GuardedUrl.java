package io.writeguard.driver;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * A {@code jdbc:writeguard:postgresql:} URL taken apart: what the guard reads of it, and the rest for the PostgreSQL
 * driver.
 *
 * @param url for the PostgreSQL driver, without what is the guard's
 * @param properties for the PostgreSQL driver, without what is the guard's
 * @param rules where the rules file is; null where neither names it
 */
record GuardedUrl(String url, Properties properties, String rules) {

    private static final String PREFIX = "jdbc:writeguard:postgresql:";
    private static final String POSTGRES = "jdbc:postgresql:";
    private static final String OWN = "writeguard";
    private static final String RULES = "writeguardRules";

    static boolean accepts(String url) {
        return url != null && url.startsWith(PREFIX);
    }

    /** Whether it leads to PostgreSQL, through the guard or not. */
    static boolean isToPostgres(String url) {
        return url != null && (url.startsWith(POSTGRES) || accepts(url));
    }

    /** The same through the guard. */
    static String guarded(String url) {
        return accepts(url) ? url : PREFIX + url.substring(POSTGRES.length());
    }

    static GuardedUrl of(String url, Properties given) {
        String postgres = POSTGRES + url.substring(PREFIX.length());
        int query = postgres.indexOf('?');
        String rules = null;
        if (query >= 0) {
            List<String> kept = new ArrayList<>();
            for (String parameter : postgres.substring(query + 1).split("&", -1)) {
                int equals = parameter.indexOf('=');
                String key = equals < 0 ? parameter : parameter.substring(0, equals);
                if (!isOwn(key)) {
                    kept.add(parameter);
                } else if (key.equals(RULES) && equals > 0) {
                    rules = URLDecoder.decode(parameter.substring(equals + 1), StandardCharsets.UTF_8);
                }
            }
            postgres = postgres.substring(0, query) + (kept.isEmpty() ? "" : "?" + String.join("&", kept));
        }
        Properties properties = new Properties();
        for (Map.Entry<Object, Object> property : allOf(given).entrySet()) {
            if (!isOwn(property.getKey().toString())) {
                properties.put(property.getKey(), property.getValue());
            } else if (rules == null && property.getKey().equals(RULES)) {
                rules = property.getValue().toString();
            }
        }
        return new GuardedUrl(postgres, properties, rules);
    }

    /** Inherited defaults included, which copying a Properties object loses. */
    private static Properties allOf(Properties given) {
        Properties all = new Properties();
        if (given != null) {
            for (String name : given.stringPropertyNames()) {
                all.setProperty(name, given.getProperty(name));
            }
            all.putAll(given);
        }
        return all;
    }

    private static boolean isOwn(String key) {
        return key.toLowerCase(Locale.ROOT).startsWith(OWN);
    }
}
