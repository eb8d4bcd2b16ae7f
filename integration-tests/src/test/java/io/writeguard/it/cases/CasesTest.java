package io.writeguard.it.cases;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CasesTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TestFactory
    Stream<DynamicTest> withTheGuardDamageIsRefusedAndNearMissesPass() throws IOException {
        Map<String, String> notYet = CaseFiles.notYet();
        return CaseFiles.all().stream()
                .filter(replayed -> !notYet.containsKey(replayed.id()))
                .map(replayed -> dynamicTest(replayed.id(), () -> {
                    CaseOutcome outcome = assertTimeoutPreemptively(LIMIT, () -> CasePlayer.playGuarded(replayed));
                    assertThat(outcome.problemGuarded(replayed))
                            .as(replayed.why())
                            .isEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> withoutTheGuardEveryCaseHasTheStatedEffect() throws IOException {
        return CaseFiles.all().stream()
                .map(replayed -> dynamicTest(replayed.id(), () -> {
                    CaseOutcome outcome = assertTimeoutPreemptively(LIMIT, () -> CasePlayer.playUnguarded(replayed));
                    assertThat(outcome.problemUnguarded(replayed))
                            .as(replayed.why())
                            .isEmpty();
                }));
    }

    /** A case that is decided by now has to leave the list. */
    @TestFactory
    Stream<DynamicTest> whatIsListedAsNotYetIsNotDecidedYet() throws IOException {
        Map<String, String> notYet = CaseFiles.notYet();
        return CaseFiles.all().stream()
                .filter(replayed -> notYet.containsKey(replayed.id()))
                .map(replayed -> dynamicTest(replayed.id() + ": " + notYet.get(replayed.id()), () -> {
                    CaseOutcome outcome = assertTimeoutPreemptively(LIMIT, () -> CasePlayer.playGuarded(replayed));
                    boolean decided = outcome.problemGuarded(replayed).isEmpty()
                            && !"unanalysable-write".equals(outcome.firstRule());
                    assertThat(decided)
                            .as("decided by now: %s has to leave not-yet.txt", replayed.id())
                            .isFalse();
                }));
    }

    @Test
    void theProjectHasManyCasesOfItsOwnInBothDirections() throws IOException {
        assertThat(CaseFiles.own()).extracting(ReplayCase::id).doesNotHaveDuplicates();
        assertThat(CaseFiles.own().stream().collect(groupingBy(ReplayCase::expect, counting())))
                .allSatisfy((direction, cases) -> assertThat(cases).isGreaterThan(40))
                .containsOnlyKeys("block", "allow");
    }
}
