package io.writeguard.driver.archive;

import java.util.Map;
import java.util.stream.Collectors;

/** A row's key as a JSON object of texts, its columns in order; the database reads it. */
final class RowKeyText {

    private RowKeyText() {}

    static String of(Map<String, String> key) {
        return key.entrySet().stream()
                .map(column -> quoted(column.getKey()) + ":" + quoted(column.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '"' || character == '\\') {
                json.append('\\').append(character);
            } else if (character < ' ') {
                json.append(String.format("\\u%04x", (int) character));
            } else {
                json.append(character);
            }
        }
        return json.append('"').toString();
    }
}
