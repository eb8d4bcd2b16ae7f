package io.writeguard.it.frameworks.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.writeguard.it.TestDatabase;
import io.writeguard.it.frameworks.Refusal;
import io.writeguard.it.printed.Secrets;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Spring Data JDBC in Spring Boot: a save deletes the children of an aggregate and inserts them again. */
@ExtendWith(RunningService.class)
class SpringDataJdbcTest {

    private static final int PARTNERS = 200;

    private final PartnerRepository partners;
    private final JdbcTemplate jdbc;
    private final TestDatabase database;

    SpringDataJdbcTest(PartnerRepository partners, JdbcTemplate jdbc, TestDatabase database) {
        this.partners = partners;
        this.jdbc = jdbc;
        this.database = database;
    }

    @BeforeEach
    void fill() {
        database.execute("delete from partner_keys; delete from partners");
        partners.saveAll(IntStream.range(0, PARTNERS)
                .mapToObj(n -> new Partner(
                        null,
                        0,
                        "partner " + n,
                        Secrets.used("client-secret-of-partner-" + n),
                        List.of(
                                new PartnerKey("first", Secrets.used("first-key-of-partner-" + n)),
                                new PartnerKey("second", Secrets.used("second-key-of-partner-" + n)))))
                .toList());
    }

    @Test
    void savingAggregatesWritesTheirChildrenAgain() {
        partners.saveAll(partners.findAll().stream()
                .map(partner -> partner.named("renamed"))
                .toList());
        partners.findAll().forEach(partner -> partners.save(partner.named("renamed alone")));
        partners.saveAll(partners.findAll().stream()
                .map(partner -> partner.withKeys(List.of(
                        partner.keys().get(0),
                        new PartnerKey("renewed", Secrets.used("renewed-key-of-" + partner.id())))))
                .toList());
        assertThat(live()).isEqualTo(PARTNERS);
        assertThat(database.live("select count(*) from partner_keys where label = 'renewed'"))
                .isEqualTo(PARTNERS);
        assertThat(database.live("select count(*) from partner_keys")).isEqualTo(2L * PARTNERS);
    }

    @Test
    void deletesAFew() {
        List<Partner> all = partners.findAll();
        partners.delete(all.get(0));
        partners.deleteAll(all.subList(1, 4));
        assertThat(live()).isEqualTo(PARTNERS - 4);
    }

    @Test
    void theOptimisticLockStaysSprings() {
        Partner stale = partners.findAll().get(0);
        partners.save(stale.named("changed"));
        assertThatThrownBy(() -> partners.save(stale.withSecret(null)))
                .isInstanceOf(OptimisticLockingFailureException.class);
        assertThat(live()).isEqualTo(PARTNERS);
    }

    @Test
    void incidentsAreDataIntegrityViolations() {
        Partner one = partners.findAll().get(0);
        refused("empty-secret", () -> partners.save(one.withSecret("")));
        refused("placeholder-secret", () -> partners.save(one.withKeys(List.of(new PartnerKey("x", "********")))));
        refused("mass-invalidation", partners::deleteAll);
        refused("mass-invalidation", () -> partners.deleteAll(partners.findAll()));
        refused(
                "mass-invalidation",
                () -> partners.saveAll(partners.findAll().stream()
                        .map(partner -> partner.withSecret(null))
                        .toList()));
        refused(
                "mass-invalidation",
                () -> partners.saveAll(partners.findAll().stream()
                        .map(partner -> partner.withKeys(List.of()))
                        .toList()));
        refused("mass-invalidation", () -> jdbc.update("update partners set client_secret = null"));
        refused(
                "mass-invalidation",
                () -> jdbc.batchUpdate(
                        "update partners set client_secret = null where id = ?",
                        partners.findAll().stream()
                                .map(partner -> new Object[] {partner.id()})
                                .toList()));
    }

    private long live() {
        return database.live("select count(*) from partners where client_secret is not null");
    }

    private void refused(String rule, ThrowingCallable work) {
        assertThat(Refusal.rule(DataIntegrityViolationException.class, work)).isEqualTo(rule);
        assertThat(live()).isEqualTo(PARTNERS);
        assertThat(database.live("select count(*) from partner_keys")).isEqualTo(2L * PARTNERS);
    }
}
