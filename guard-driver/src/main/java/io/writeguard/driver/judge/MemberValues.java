package io.writeguard.driver.judge;

import io.writeguard.rules.check.SecretValue;
import java.util.ArrayList;
import java.util.List;

/** The values of a member of a document, to which a path may lead more than once: compared as a whole, in any order. */
final class MemberValues {

    private MemberValues() {}

    /** What a write brings: the values after it that were not there before; null where it brings none. */
    static SecretValue brought(SecretValue before, SecretValue after) {
        if (after instanceof SecretValue.Null) {
            return SecretValue.NULL;
        }
        List<String> brought = new ArrayList<>(ValueTexts.of(after));
        ValueTexts.of(before).forEach(brought::remove);
        return brought.isEmpty() ? null : new SecretValue.Elements(brought);
    }

    /** Whether a write leaves fewer of them. */
    static boolean fewer(SecretValue before, SecretValue after) {
        return present(before) > present(after);
    }

    static long present(SecretValue value) {
        return ValueTexts.of(value).stream()
                .filter(text -> text != null && !text.isBlank())
                .count();
    }
}
