package io.writeguard.driver.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class RepeatedLinesTest {

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final List<String> written = new ArrayList<>();
    private final RepeatedLines<String> lines = new RepeatedLines<>(waiting::add);

    @Test
    void aLineAloneIsWrittenAtOnceAndNothingMore() {
        tell("a");
        intervalPasses();
        assertThat(written).containsExactly("a");
        assertThat(waiting).isEmpty();
        tell("a");
        assertThat(written).containsExactly("a", "a");
    }

    @Test
    void aStormIsOneLineAndOneSummaryAnInterval() {
        for (int i = 0; i < 17_000; i++) {
            tell("a");
        }
        tell("b");
        assertThat(written).containsExactly("a", "b");
        intervalPasses();
        assertThat(written).containsExactly("a", "b", "a: 16999 more");
        tell("a");
        intervalPasses();
        assertThat(written).endsWith("a: 16999 more", "a: 1 more");
        intervalPasses();
        assertThat(waiting).isEmpty();
        tell("a");
        assertThat(written).endsWith("a: 1 more", "a");
    }

    @Test
    void whatWasHeldBackIsToldAtTheEndAndNothingIsHeldBackAfterIt() {
        tell("a");
        tell("a");
        tell("b");
        lines.close();
        assertThat(written).containsExactly("a", "b", "a: 1 more");
        tell("a");
        tell("a");
        intervalPasses();
        assertThat(written).containsExactly("a", "b", "a: 1 more", "a", "a");
        assertThat(waiting).isEmpty();
    }

    private void tell(String subject) {
        lines.tell(subject, () -> written.add(subject), times -> written.add(subject + ": " + times + " more"));
    }

    private void intervalPasses() {
        List<Runnable> due = new ArrayList<>(waiting);
        waiting.clear();
        due.forEach(Runnable::run);
    }
}
