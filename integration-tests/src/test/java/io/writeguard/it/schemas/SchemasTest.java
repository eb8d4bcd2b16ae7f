package io.writeguard.it.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.writeguard.driver.WriteRejectedException;
import io.writeguard.it.TestDatabase;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code -Dwriteguard.soak=PT10M} plays the traffic of each schema for ten minutes, {@code -Dwriteguard.seed=…} the same
 * traffic again.
 */
class SchemasTest {

    private static final Duration TIME = Duration.parse(System.getProperty("writeguard.soak", "PT2.5S"));
    private static final long SEED = Long.getLong("writeguard.seed", 17);

    @ParameterizedTest
    @ValueSource(strings = {"service-tokens", "rails-users", "oauth-links", "identity-provider", "oauth-server"})
    void ordinaryTrafficPasses(String schema) throws InterruptedException {
        try (TestDatabase database = TestDatabase.with(Script.resource(schema, "schema.sql"))) {
            HikariDataSource guarded = database.guarded(Script.resource(schema, "writeguard.yaml"));
            Soak soak = new Soak(new ScriptPlayer(guarded), Script.read(schema, "traffic.sql"), SEED);
            soak.run(TIME, 150);

            System.out.println(schema + ", seed " + SEED + ": " + soak.counts());
            assertThat(soak.failures()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"service-tokens", "rails-users", "oauth-links", "identity-provider", "oauth-server"})
    void everyTransactionPassesOnItsOwn(String schema) {
        try (TestDatabase database = TestDatabase.with(Script.resource(schema, "schema.sql"))) {
            HikariDataSource guarded = database.guarded(Script.resource(schema, "writeguard.yaml"));
            ScriptPlayer player = new ScriptPlayer(guarded);
            Random random = new Random(SEED);
            SoftAssertions all = new SoftAssertions();
            for (Script script : Script.read(schema, "traffic.sql")) {
                all.assertThatCode(() -> player.play(script, new Values(random)))
                        .as(script.title())
                        .doesNotThrowAnyException();
            }
            all.assertAll();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"service-tokens", "rails-users", "oauth-links", "identity-provider", "oauth-server"})
    void incidentsAreRefused(String schema) {
        try (TestDatabase database = TestDatabase.with(Script.resource(schema, "schema.sql"))) {
            HikariDataSource guarded = database.guarded(Script.resource(schema, "writeguard.yaml"));
            ScriptPlayer player = new ScriptPlayer(guarded);
            SoftAssertions all = new SoftAssertions();
            for (Script incident : Script.read(schema, "incidents.sql")) {
                all.assertThatCode(() -> assertThatThrownBy(() -> player.play(incident, new Values(new Random(SEED))))
                                .satisfies(thrown -> assertThat(ruleOf(thrown)).contains(incident.bound())))
                        .as(incident.title())
                        .doesNotThrowAnyException();
            }
            all.assertAll();
        }
    }

    /** The refusal's, wherever in the chain of causes a batch puts it. */
    private static Stream<String> ruleOf(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .filter(WriteRejectedException.class::isInstance)
                .map(refusal -> ((WriteRejectedException) refusal).ruleId());
    }
}
