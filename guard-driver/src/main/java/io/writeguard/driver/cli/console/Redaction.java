package io.writeguard.driver.cli.console;

import java.util.regex.Pattern;

/** Takes passwords out of texts that may quote a database URL. */
public final class Redaction {

    private static final String HIDDEN = "…";

    /** {@code password}, and {@code sslpassword}, which opens the key file. */
    private static final Pattern PARAMETER = Pattern.compile("(?i)(password\\s*=\\s*)[^&\\s'\"]*+");

    private static final Pattern USER_INFO = Pattern.compile("(//[^/?#@:\\s]*:)[^/\\s]*@");

    private Redaction() {}

    /** The text with the value of each password parameter, and the password before an {@code @}, left out. */
    public static String of(String text) {
        if (text == null) {
            return "";
        }
        String withoutParameters = PARAMETER.matcher(text).replaceAll("$1" + HIDDEN);
        return USER_INFO.matcher(withoutParameters).replaceAll("$1" + HIDDEN + "@");
    }
}
