package io.writeguard.driver.cli.suggest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What the name of a column, of a JSON member or of a setting says of its values. */
enum NameHint {
    /** Nothing. */
    NONE,
    /** May be one, if the values look like it: {@code key}, {@code hash}, {@code value}. */
    WEAK,
    /** A secret that is made to be used once, or for a short time: {@code reset_password_token}. */
    SHORT_LIVED,
    /** A secret. */
    STRONG;

    private static final Set<String> SECRETS =
            words("password passwd passphrase pwd secret secrets token tokens credential"
                    + " credentials apikey apisecret authtoken accesstoken refreshtoken privatekey totp otpauth");

    /** What makes a key one that has to be kept secret. */
    private static final Set<String> KEYS = words("api access private secret signing encryption hmac shared master auth"
            + " service client webhook symmetric license integration");

    private static final Set<String> CODES = words("recovery backup");

    private static final Set<String> SEEDS = words("otp totp hotp mfa 2fa");

    /** What may stand behind without making it something else. */
    private static final Set<String> FORMS =
            words("hash hashed digest encrypted enc ciphertext cipher crypt crypted bcrypt"
                    + " argon salted value values data text raw plain base64 pem current previous old new primary secondary"
                    + " 1 2 v seed blob string iv salt");

    /** What it is about instead, if it stands at the end. */
    private static final Set<String> OTHERWISE = words("count id ids uuid at on date time timestamp expires expiry"
            + " expiration ttl used usage limit type kind name hint length strength status state enabled disabled required"
            + " version algorithm algo method attempts policy prefix suffix last4 fingerprint thumbprint scope scopes email"
            + " label description note notes question index bits size rotation format template quota budget price cost"
            + " model user issuer audience provider path field column header by reset_at checksum mask masked preview");

    private static final Set<String> FLAGS = words("is has had can allow allows require requires use uses show hide no"
            + " enable disable num number max min total");

    /** What makes it open to everyone, or no secret at all. */
    private static final Set<String> OPEN = words("public publishable masked redacted truncated obfuscated");

    private static final Set<String> PASSING = words(
            "reset confirmation confirm invitation invite verification verify"
                    + " unlock magic unsubscribe csrf xsrf session remember activation activate onetime nonce page sync continuation"
                    + " cursor push device share tracking preview download upload login temporary temp state survey feedback");

    private static final Set<String> PERHAPS =
            words("key keys hash digest auth code codes value val signature cookie pin"
                    + " seed salt dsn url uri webhook connection credential_data payload content data setting answer bearer jwt"
                    + " config configuration settings");

    private static Set<String> words(String text) {
        return Set.of(text.split(" "));
    }

    /** Whether the word says of a secret that it is made for a short time. */
    static boolean isPassing(String word) {
        return PASSING.contains(word);
    }

    /** Whether the name says that its value is no secret. */
    static boolean isOpen(String name) {
        return split(name).stream().anyMatch(OPEN::contains);
    }

    static NameHint of(String name) {
        List<String> words = split(name);
        if (words.isEmpty() || FLAGS.contains(words.get(0)) || words.stream().anyMatch(OPEN::contains)) {
            return NONE;
        }
        String last = words.get(words.size() - 1);
        if (OTHERWISE.contains(last)) {
            return NONE;
        }
        int end = words.size();
        while (end > 1 && FORMS.contains(words.get(end - 1)) && !names(words, end)) {
            end--;
        }
        if (names(words, end)) {
            return words.subList(0, end).stream().anyMatch(PASSING::contains) ? SHORT_LIVED : STRONG;
        }
        return PERHAPS.contains(last) ? WEAK : NONE;
    }

    /** Whether the words up to that one end with a word, or two, for a secret. */
    private static boolean names(List<String> words, int end) {
        String last = words.get(end - 1);
        String before = end > 1 ? words.get(end - 2) : "";
        return SECRETS.contains(last)
                || ((last.equals("key") || last.equals("keys")) && KEYS.contains(before))
                || (last.startsWith("code") && CODES.contains(before))
                || ((last.equals("seed") || last.equals("key")) && SEEDS.contains(before));
    }

    /** At underscores and other marks, before digits, and where a small letter meets a capital one. */
    private static List<String> split(String name) {
        Stream<String> parts =
                Arrays.stream(name.split("[^\\p{L}\\p{N}]+|(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})|(?<=\\p{L})(?=\\p{N})"));
        return parts.filter(part -> !part.isEmpty())
                .map(part -> part.toLowerCase(Locale.ROOT))
                .toList();
    }
}
