package io.writeguard.driver.schema;

import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;

/** What a trigger of a guarded table may do to the very row that is written. */
final class TriggerEffect {

    private static final Pattern REPLACES_ROW = Pattern.compile("\\bnew\\s*:?=(?!=)", Pattern.CASE_INSENSITIVE);
    private static final Pattern INTO_ROW = Pattern.compile("\\binto\\s+new\\b(?!\\s*\\.)", Pattern.CASE_INSENSITIVE);

    private TriggerEffect() {}

    /** Whether it runs before the row is written, and mentions what the rules file is about or puts another row in place. */
    static boolean mayChangeSecrets(ReachQueries.Trigger trigger, Collection<GuardedTable> tables) {
        if (!trigger.beforeRow()) {
            return false;
        }
        Set<String> words = BodyWords.in(trigger.body());
        boolean replaces = REPLACES_ROW.matcher(trigger.body()).find()
                || INTO_ROW.matcher(trigger.body()).find();
        return tables.stream()
                .filter(table -> table.oid() == trigger.relation().oid())
                .anyMatch(table -> replaces
                        || table.secrets().stream().anyMatch(secret -> words.contains(secret.name()))
                        || table.liveWhenColumns().stream().anyMatch(words::contains));
    }
}
