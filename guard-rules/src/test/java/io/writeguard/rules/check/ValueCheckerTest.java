package io.writeguard.rules.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.writeguard.rules.Placeholders;
import io.writeguard.rules.SecretColumn;
import io.writeguard.rules.SecretColumn.OnEmpty;
import io.writeguard.rules.SecretColumn.OnInsertEmpty;
import io.writeguard.rules.SecretColumn.OnNull;
import io.writeguard.rules.SecretColumn.OnPlaceholder;
import io.writeguard.rules.check.SecretValue.Bytes;
import io.writeguard.rules.check.SecretValue.Elements;
import io.writeguard.rules.check.SecretValue.Text;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueCheckerTest {

    private final ValueChecker checker = new ValueChecker(Samples.TOKEN, Placeholders.STANDARD);

    @Test
    void nullIsNull() {
        assertThat(checker.check(SecretValue.NULL)).isEqualTo(ValueState.NULL);
        assertThat(checker.check(SecretValue.json(null))).isEqualTo(ValueState.NULL);
        assertThat(checker.check(SecretValue.json(" null "))).isEqualTo(ValueState.NULL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\r\n\f\u000B", "\u00A0", "\u200B\uFEFF", "\u2003\u3000", "\u2800"})
    void blankIsEmpty(String blank) {
        assertThat(text(blank)).isEqualTo(ValueState.EMPTY);
        assertThat(checker.check(bytes(blank))).isEqualTo(ValueState.EMPTY);
        assertThat(checker.check(new Elements(List.of(blank)))).isEqualTo(ValueState.EMPTY);
    }

    @Test
    void blanksHoldsEveryWhiteSpaceOfJava() {
        assertThat(Stream.iterate(1, code -> code < Character.MAX_VALUE, code -> code + 1)
                        .filter(code -> Character.isWhitespace(code) || Character.isSpaceChar(code)))
                .allSatisfy(code -> assertThat(ValueChecker.BLANKS).contains(Character.toString(code)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "\"\"", " { } ", "[\n]", "\"  \"", "\"\\u00a0\\n\""})
    void emptyJsonIsEmpty(String document) {
        assertThat(checker.check(SecretValue.json(document))).isEqualTo(ValueState.EMPTY);
    }

    @Test
    void jsonStringIsJudgedByItsContents() {
        assertThat(checker.check(SecretValue.json("\"\\u002a**\""))).isEqualTo(ValueState.PLACEHOLDER);
        assertThat(checker.check(SecretValue.json("\"k-9f\\\"3\""))).isEqualTo(ValueState.GOOD);
        assertThat(SecretValue.json("\"a\\\\b\\n\\u00e9\\u12\"")).isEqualTo(new Text("a\\b\n\u00e9u12"));
        assertThat(SecretValue.json("{\"a\": 1}")).isEqualTo(new Text("{\"a\": 1}"));
    }

    @Test
    void arrayWithoutAValueIsEmpty() {
        assertThat(checker.check(new Elements(List.of()))).isEqualTo(ValueState.EMPTY);
        assertThat(checker.check(new Elements(Arrays.asList(null, null)))).isEqualTo(ValueState.EMPTY);
        assertThat(checker.check(new Elements(Arrays.asList(null, "k9f3")))).isEqualTo(ValueState.GOOD);
    }

    @Test
    void oneBadElementPoisonsTheArray() {
        assertThat(checker.check(new Elements(List.of("k9f3", "[REDACTED]")))).isEqualTo(ValueState.PLACEHOLDER);
        assertThat(checker.check(new Elements(List.of("k9f3", "")))).isEqualTo(ValueState.EMPTY);
        assertThat(checker.check(new Elements(List.of("k9f3", "k9f4")))).isEqualTo(ValueState.GOOD);
    }

    static Stream<String> catalogue() {
        return PlaceholderCatalogue.STANDARD.values().stream().map(PlaceholderCatalogue.Row::entry);
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void everyCatalogueEntryIsAPlaceholder(String entry) {
        assertThat(Stream.of(entry, " " + entry + "\n", entry.toUpperCase(Locale.ROOT)))
                .allSatisfy(text -> assertThat(text(text)).isEqualTo(ValueState.PLACEHOLDER));
        assertThat(checker.check(bytes(entry))).isEqualTo(ValueState.PLACEHOLDER);
    }

    @Test
    void everyRowOfTheCatalogueHasAMeaningAndASource() {
        assertThat(PlaceholderCatalogue.STANDARD.values()).hasSizeGreaterThan(60);
        assertThat(Stream.of(PlaceholderCatalogue.STANDARD.values(), PlaceholderCatalogue.STANDARD.patterns())
                        .flatMap(List::stream))
                .allSatisfy(row -> assertThat(List.of(row.entry(), row.meaning(), row.source()))
                        .allSatisfy(cell -> assertThat(cell).isNotBlank()));
        assertThat(catalogue().map(PlaceholderCatalogue::key)).doesNotHaveDuplicates();
    }

    static Stream<String> poisoned() {
        return TestFiles.lines("poisoned.txt").stream().filter(line -> !line.startsWith("## "));
    }

    @ParameterizedTest
    @MethodSource("poisoned")
    void placeholder(String text) {
        assertThat(text(text)).isEqualTo(ValueState.PLACEHOLDER);
    }

    static Stream<String> nearMisses() {
        return TestFiles.lines("near-misses.txt").stream().filter(line -> !line.startsWith("## "));
    }

    @ParameterizedTest
    @MethodSource("nearMisses")
    void noPlaceholder(String text) {
        assertThat(text(text)).isEqualTo(ValueState.GOOD);
    }

    static Stream<String[]> formats() {
        return SecretFormats.all();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void secretsOfKnownProductsAreGood(String product, String format) {
        List<String> secrets = SecretFormats.samples(format, 50);
        assertThat(secrets).as(product).allMatch(secret -> text(secret) == ValueState.GOOD);
        assertThat(secrets)
                .as(product)
                .allMatch(secret -> secrets.stream().noneMatch(stored -> isMask(secret, stored)));
    }

    @Test
    void wipedKeyIsAPlaceholderAndARandomOneIsNot() {
        assertThat(checker.check(new Bytes(new byte[32]))).isEqualTo(ValueState.PLACEHOLDER);
        assertThat(checker.check(new Bytes(new byte[] {0, -1, 17, 92}))).isEqualTo(ValueState.GOOD);
    }

    @Test
    void rulesFileAddsToTheCatalogueAndTakesFromIt() {
        Placeholders options = new Placeholders(
                true, Set.of("change-me"), List.of(Pattern.compile("(?i)TODO-.*")), Set.of("xxxxx", "null"));
        ValueChecker own = new ValueChecker(Samples.TOKEN, options);
        assertThat(states(own, "Change-ME", "todo-17", "\"CHANGE-ME\"", "xxxx")).containsOnly(ValueState.PLACEHOLDER);
        assertThat(states(own, "xxxxx", "XXXXX", "'xxxxx'", "eHh4eHg=", "bnVsbA==", "37a6259cc0c1dae299a7866489dff0bd"))
                .containsOnly(ValueState.GOOD);
    }

    @Test
    void withoutTheCatalogueOnlyTheRulesFileCounts() {
        ValueChecker own =
                new ValueChecker(Samples.TOKEN, new Placeholders(false, Set.of("change-me"), List.of(), Set.of()));
        assertThat(states(own, "CHANGE-ME")).containsOnly(ValueState.PLACEHOLDER);
        assertThat(states(own, "***", "[REDACTED]", "null", "d41d8cd98f00b204e9800998ecf8427e"))
                .containsOnly(ValueState.GOOD);
        assertThat(own.couldBeMask(new Text("sk-****wxyz"))).isTrue();
    }

    @Test
    void allowedPlaceholderIsStillSubjectToFormatAndLength() {
        assertThat(states(new ValueChecker(allowing(null, 0), Placeholders.STANDARD), "********"))
                .containsOnly(ValueState.GOOD);
        assertThat(states(new ValueChecker(allowing(null, 9), Placeholders.STANDARD), "********"))
                .containsOnly(ValueState.MALFORMED);
        assertThat(states(new ValueChecker(allowing("k-.*", 0), Placeholders.STANDARD), "********"))
                .containsOnly(ValueState.MALFORMED);
    }

    @Test
    void formatIsOfTheWholeValueAndLengthInCharacters() {
        ValueChecker own = new ValueChecker(
                Samples.column(
                        OnEmpty.REJECT, OnNull.CLEAR, OnPlaceholder.REJECT, OnInsertEmpty.REJECT, "k-[a-f😀]+", 5),
                Placeholders.STANDARD);
        assertThat(states(own, "k-abc", "k-😀😀😀")).containsOnly(ValueState.GOOD);
        assertThat(states(own, "k-ab", "k-abcz", " k-abc", "k-😀😀")).containsOnly(ValueState.MALFORMED);
        assertThat(states(own, "[redacted]", "***")).containsOnly(ValueState.PLACEHOLDER);
    }

    private static SecretColumn allowing(String format, int minLength) {
        return Samples.column(
                OnEmpty.REJECT, OnNull.CLEAR, OnPlaceholder.ALLOW, OnInsertEmpty.REJECT, format, minLength);
    }

    private static Stream<ValueState> states(ValueChecker checker, String... texts) {
        return Stream.of(texts).map(text -> checker.check(new Text(text)));
    }

    private ValueState text(String text) {
        return checker.check(new Text(text));
    }

    private static SecretValue bytes(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isMask(String newValue, String stored) {
        return ValueChecker.isMaskOf(new Text(newValue), new Text(stored));
    }
}
