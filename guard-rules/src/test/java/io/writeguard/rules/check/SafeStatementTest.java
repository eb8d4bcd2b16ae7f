package io.writeguard.rules.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.rules.Action;
import io.writeguard.rules.SecretColumn;
import io.writeguard.rules.SecretColumn.OnEmpty;
import io.writeguard.rules.SecretColumn.OnNull;
import io.writeguard.rules.TableName;
import io.writeguard.rules.TableRules;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeStatementTest {

    private static final SecretColumn CLEARED_BY_EMPTY = Samples.column(OnEmpty.CLEAR, OnNull.CLEAR);

    private static SafeStatement statement(WriteContext write) {
        return new SafeStatement(write, Samples.TOKEN);
    }

    @Test
    void namesTheRowByItsKey() {
        SafeStatement safe = statement(Samples.write("UPDATE"));
        assertThat(safe.keepUnlessNew()).isEqualTo("UPDATE public.users SET token = coalesce(?, token) WHERE id = ?");
        assertThat(safe.rotateOneRow()).isEqualTo("UPDATE public.users SET token = ? WHERE id = ?");
        assertThat(safe.deleteOneRow()).isEqualTo("DELETE FROM public.users WHERE id = ?");
        assertThat(safe.insertWithSecret()).isEqualTo("INSERT INTO public.users (id, token) VALUES (?, ?)");
        assertThat(safe.compareAndClear(Samples.TOKEN))
                .isEqualTo("UPDATE public.users SET token = NULL WHERE id = ? AND token = ?");
        assertThat(safe.compareAndClear(CLEARED_BY_EMPTY))
                .isEqualTo("UPDATE public.users SET token = '' WHERE id = ? AND token = ?");
        assertThat(safe.copySecrets())
                .isEqualTo("CREATE TABLE public.users_kept AS SELECT id, token FROM public.users");
    }

    @Test
    void namesTheRowByItsSecretWhereThereIsNoKey() {
        SafeStatement safe = statement(Samples.writeWithoutKey("DELETE"));
        assertThat(safe.keepUnlessNew())
                .isEqualTo("UPDATE public.users SET token = coalesce(?, token) WHERE token = ?");
        assertThat(safe.insertWithSecret()).isEqualTo("INSERT INTO public.users (token) VALUES (?)");
        assertThat(safe.compareAndClear(Samples.TOKEN)).isEqualTo("DELETE FROM public.users WHERE token = ?");
        assertThat(safe.copySecrets()).isEqualTo("CREATE TABLE public.users_kept AS SELECT token FROM public.users");
    }

    @Test
    void comparesTheVersionWhereThereIsOne() {
        TableRules plain = Samples.table(Action.BLOCK);
        TableRules versioned = new TableRules(
                plain.name(),
                plain.location(),
                plain.action(),
                plain.reason(),
                plain.massInvalidation(),
                plain.staleClear(),
                plain.unanalysable(),
                plain.onMissing(),
                plain.archive(),
                plain.liveWhen(),
                List.of("lock_version"),
                plain.secretColumns());
        assertThat(statement(Samples.write(versioned, "UPDATE")).compareAndClear(Samples.TOKEN))
                .isEqualTo("UPDATE public.users SET token = NULL WHERE id = ? AND lock_version = ?");
    }

    @Test
    void secretThatIsItsOwnKeyIsNamedOnce() {
        WriteContext write =
                new WriteContext(Samples.table(Action.BLOCK), Samples.USERS, List.of("tenant", "token"), "INSERT");
        assertThat(statement(write).insertWithSecret())
                .isEqualTo("INSERT INTO public.users (tenant, token) VALUES (?, ?)");
        assertThat(statement(write).rotateOneRow())
                .isEqualTo("UPDATE public.users SET token = ? WHERE tenant = ? AND token = ?");
    }

    @Test
    void copyOfALongNameIsAnotherName() {
        TableName longest = new TableName(null, "ü".repeat(31));
        WriteContext write = new WriteContext(Samples.table(Action.BLOCK), longest, List.of(), "DROP TABLE");
        assertThat(statement(write).copySecrets())
                .isEqualTo(
                        "CREATE TABLE \"" + "ü".repeat(14) + "_kept\" AS SELECT token FROM \"" + "ü".repeat(31) + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "users, users",
        "_users2, _users2",
        "user, \"user\"",
        "values, \"values\"",
        "Settings, \"Settings\"",
        "a.b, \"a.b\"",
        "say\"so, \"say\"\"so\"",
        "1st, \"1st\"",
        "name, name",
    })
    void quotesWhatSqlWouldReadAsSomethingElse(String name, String written) {
        assertThat(SqlNames.quoted(name)).isEqualTo(written);
    }
}
