package io.writeguard.driver.cli.check;

import io.writeguard.driver.cli.offline.Finding;
import io.writeguard.rules.check.Violation;

/**
 * Something found in a file.
 *
 * @param file as the user named it
 * @param line from 1
 * @param column from 1, in characters
 * @param statement which statement of the file it is in, from 0
 */
public record FileFinding(String file, int line, int column, int statement, Severity severity, Violation violation) {

    /** How sure it is, in the words of SARIF. */
    public enum Severity {
        /** The guard refuses it. */
        error,
        /** The guard refuses it where more live secrets are there than the limits allow. */
        warning,
        /** The rules file lets it through: {@code action: warn}. */
        note
    }

    static Severity severity(Finding finding) {
        if (finding.warns()) {
            return Severity.note;
        }
        return finding.certain() ? Severity.error : Severity.warning;
    }

    /** Whether somebody has to do something about it. */
    public boolean counts() {
        return severity != Severity.note;
    }

    /** Its first sentences: what would happen, without the id of the rule. */
    String summary() {
        String first = violation.message().lines().findFirst().orElseThrow();
        return first.substring(violation.rule().id().length() + 2);
    }
}
