package io.writeguard.rules.check;

import io.writeguard.rules.Action;
import io.writeguard.rules.Rule;
import io.writeguard.rules.SecretColumn;
import io.writeguard.rules.SecretColumn.OnEmpty;
import io.writeguard.rules.SecretColumn.OnInsertEmpty;
import io.writeguard.rules.SecretColumn.OnNull;
import io.writeguard.rules.SecretColumn.OnPlaceholder;
import io.writeguard.rules.StaleClear;
import java.time.Duration;
import java.util.Optional;

/** One refused write for each rule: the messages that the rule pages show. */
final class Examples {

    static final SecretColumn STRICT = Samples.column(
            OnEmpty.REJECT, OnNull.REJECT, OnPlaceholder.REJECT, OnInsertEmpty.REJECT, "gh[opsu]_[A-Za-z0-9]{36,}", 20);

    private static final StaleClear MINUTE = StaleClear.within(Duration.ofSeconds(60));
    private static final Counts COUNTS = new Counts(101, 40, 1000);

    private Examples() {}

    static Violation of(Rule rule) {
        Optional<Violation> violation = switch (rule) {
            case EMPTY_SECRET -> EmptySecretRule.judge(write("UPDATE"), Samples.TOKEN, ValueState.EMPTY);
            case PLACEHOLDER_SECRET -> PlaceholderSecretRule.judge(write("UPDATE"), STRICT, ValueState.MALFORMED, true);
            case MALFORMED_SECRET -> MalformedSecretRule.judge(write("UPDATE"), STRICT, ValueState.MALFORMED);
            case STALE_CLEAR ->
                StaleClearRule.judge(write("UPDATE"), STRICT, new StaleClearFacts(1, Duration.ofSeconds(12), false));
            case MASS_INVALIDATION -> MassInvalidationRule.judge(write("UPDATE"), STRICT, COUNTS, false);
            case DESTRUCTIVE_DDL -> DestructiveDdlRule.judge(write("ALTER TABLE"), STRICT, COUNTS, false);
            case UNANALYSABLE_WRITE -> UnanalysableWriteRule.judge(write("DO"), "it ends transactions itself");
        };
        return violation.orElseThrow();
    }

    private static WriteContext write(String operation) {
        return Samples.write(Samples.table(Action.BLOCK, MINUTE, Action.BLOCK), operation);
    }
}
