package io.writeguard.driver.judge;

import io.writeguard.rules.check.SecretValue;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/** A secret value as texts, for comparing it with others in memory. */
final class ValueTexts {

    private ValueTexts() {}

    static List<String> of(SecretValue value) {
        if (value instanceof SecretValue.Text text) {
            return List.of(text.value());
        }
        if (value instanceof SecretValue.Bytes bytes) {
            return List.of(HexFormat.of().formatHex(bytes.value()));
        }
        if (value instanceof SecretValue.Elements elements) {
            return elements.value();
        }
        return Collections.singletonList(null);
    }
}
