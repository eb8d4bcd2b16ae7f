package io.writeguard.rules.check;

import com.google.re2j.Pattern;
import io.writeguard.rules.Action;
import io.writeguard.rules.Location;
import io.writeguard.rules.MassInvalidation;
import io.writeguard.rules.OnMissing;
import io.writeguard.rules.SecretColumn;
import io.writeguard.rules.SecretColumn.OnEmpty;
import io.writeguard.rules.SecretColumn.OnInsertEmpty;
import io.writeguard.rules.SecretColumn.OnNull;
import io.writeguard.rules.SecretColumn.OnPlaceholder;
import io.writeguard.rules.SecretColumn.OnRepeat;
import io.writeguard.rules.StaleClear;
import io.writeguard.rules.TableName;
import io.writeguard.rules.TableRules;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** Columns, tables and writes that the tests of the rules judge. */
final class Samples {

    static final TableName USERS = new TableName("public", "users");
    static final SecretColumn TOKEN = column(OnEmpty.REJECT, OnNull.CLEAR);

    private Samples() {}

    static SecretColumn column(OnEmpty onEmpty, OnNull onNull) {
        return column(onEmpty, onNull, OnPlaceholder.REJECT, OnInsertEmpty.REJECT, null, 0);
    }

    static SecretColumn column(
            OnEmpty onEmpty,
            OnNull onNull,
            OnPlaceholder onPlaceholder,
            OnInsertEmpty onInsertEmpty,
            String format,
            int minLength) {
        return new SecretColumn(
                "token",
                new Location("writeguard.yaml", 12, 7),
                onEmpty,
                onNull,
                onPlaceholder,
                onInsertEmpty,
                OnRepeat.CLEAR,
                format == null ? null : Pattern.compile(format),
                minLength,
                null,
                null);
    }

    static MassInvalidation limits(String ratio, long minimumRows) {
        return new MassInvalidation(
                new BigDecimal(ratio),
                minimumRows,
                Duration.ofHours(24),
                MassInvalidation.Check.STATEMENT,
                MassInvalidation.Budget.PROCESS);
    }

    static TableRules table(Action action) {
        return table(action, StaleClear.OFF, Action.BLOCK);
    }

    static TableRules table(Action action, StaleClear staleClear, Action unanalysable) {
        return new TableRules(
                USERS,
                new Location("writeguard.yaml", 9, 3),
                action,
                "only the user can grant a new token",
                limits("0.1", 10),
                staleClear,
                unanalysable,
                OnMissing.FAIL,
                null,
                null,
                List.of(),
                List.of(TOKEN));
    }

    /** A write to a table without key, reason and version. */
    static WriteContext writeWithoutKey(String operation) {
        TableRules plain = new TableRules(
                USERS,
                new Location("writeguard.yaml", 9, 3),
                Action.BLOCK,
                null,
                limits("0.1", 10),
                StaleClear.OFF,
                Action.BLOCK,
                OnMissing.FAIL,
                null,
                null,
                List.of(),
                List.of(TOKEN));
        return new WriteContext(plain, USERS, List.of(), operation);
    }

    static WriteContext write(String operation) {
        return write(table(Action.BLOCK), operation);
    }

    static WriteContext write(TableRules table, String operation) {
        return new WriteContext(table, USERS, List.of("id"), operation);
    }
}
