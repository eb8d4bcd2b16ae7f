package io.writeguard.driver.judge;

import io.writeguard.rules.check.SecretValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts inside an array literal or a JSON document, by which an application hands over many values at once. */
final class CollectedTexts {

    private static final Pattern JSON_STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"");

    private CollectedTexts() {}

    /** None for a text that is neither. */
    static List<String> in(String text) {
        List<String> texts = new ArrayList<>();
        if (text.startsWith("{") || text.startsWith("[")) {
            if (SecretValue.array(text) instanceof SecretValue.Elements elements) {
                elements.value().stream().filter(Objects::nonNull).forEach(texts::add);
            }
            Matcher string = JSON_STRING.matcher(text);
            while (string.find()) {
                texts.add(string.group(1).replaceAll("\\\\([\"\\\\/])", "$1"));
            }
        }
        return texts;
    }
}
