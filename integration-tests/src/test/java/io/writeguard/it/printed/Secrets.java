package io.writeguard.it.printed;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The secrets that the tests use; {@link SecretsStayHiddenTest} looks for them in everything that was printed or logged.
 */
public final class Secrets {

    /** Shorter values turn up by chance. */
    static final int SHORTEST = 12;

    private static final String OVERRIDE = "writeguard.override";
    private static final Pattern LITERAL = Pattern.compile("'([^']*)'");
    private static final Logger LOG = LoggerFactory.getLogger(Secrets.class);
    private static final Set<String> USED = ConcurrentHashMap.newKeySet();

    private Secrets() {}

    /** Remembers a secret, and returns it: {@code statement.setString(1, Secrets.used("…"))}. */
    public static String used(String secret) {
        if (secret != null && secret.length() >= SHORTEST) {
            USED.add(secret);
        }
        return secret;
    }

    /**
     * Remembers every literal of a statement, but for the reason of an override, which is meant to be logged, for what the
     * rules file itself says, such as the row names of {@code only-rows}, which messages quote, and for text in a literal,
     * such as a statement for EXECUTE, which other tests send as it is.
     */
    public static void usedIn(String sql, String rules) {
        if (!sql.contains(OVERRIDE)) {
            LITERAL.matcher(sql)
                    .results()
                    .map(literal -> literal.group(1))
                    .filter(literal -> !rules.contains(literal) && !literal.contains(" "))
                    .forEach(Secrets::used);
        }
    }

    /** Writes what the guard answered into the log, so that it is searched as well; returns it. */
    public static <T extends Throwable> T searched(T answer) {
        LOG.info("the guard answered", answer);
        return answer;
    }

    static Set<String> all() {
        return Set.copyOf(USED);
    }
}
