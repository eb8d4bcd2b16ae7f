package io.writeguard.driver.cli.suggest;

import java.util.List;

/**
 * A secret that is proposed.
 *
 * @param column as PostgreSQL names it
 * @param sure whether it goes into the rules; else into a comment, for a person to decide
 * @param options lines of the long form, such as {@code only-rows: "name = 'x'"}; empty for none
 * @param hints options in the short form that a person may want, with a comment
 * @param why in a few words, without a value
 */
record Proposal(String column, boolean sure, List<String> options, List<String> hints, String why) {

    Proposal {
        options = List.copyOf(options);
        hints = List.copyOf(hints);
    }

    static Proposal of(String column, boolean sure, String why) {
        return new Proposal(column, sure, List.of(), List.of(), why);
    }

    Proposal with(List<String> moreOptions, List<String> moreHints) {
        return new Proposal(column, sure, moreOptions, moreHints, why);
    }
}
