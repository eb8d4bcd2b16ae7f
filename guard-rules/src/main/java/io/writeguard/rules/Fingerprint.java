package io.writeguard.rules;

import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * SHA-256 over what a rules file says: places in the file and the order of keys and lists aside, with the defaults
 * filled in.
 */
final class Fingerprint {

    private final StringBuilder content = new StringBuilder();

    private Fingerprint() {}

    /** 64 hexadecimal digits. */
    static String of(
            Placeholders placeholders,
            OverridesReader.Allowed allowed,
            List<FunctionRules> functions,
            List<TableRules> tables) {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.add(placeholders.standardCatalogue());
        fingerprint.addSorted(placeholders.also());
        fingerprint.addSorted(placeholders.alsoMatching().stream()
                .map(Pattern::pattern)
                .distinct()
                .toList());
        fingerprint.addSorted(placeholders.never());
        fingerprint.add(allowed.sql());
        fingerprint.add(allowed.rawUnwrap());
        functions.stream().sorted(Comparator.comparing(FunctionRules::toString)).forEach(fingerprint::add);
        Comparator<String> nullFirst = Comparator.nullsFirst(Comparator.naturalOrder());
        tables.stream()
                .sorted(Comparator.comparing((TableRules table) -> table.name().schema(), nullFirst)
                        .thenComparing(table -> table.name().name()))
                .forEach(fingerprint::add);
        return fingerprint.digest();
    }

    private void add(FunctionRules function) {
        add(function.schema());
        add(function.name());
        addSorted(function.reaches().stream()
                .map(reached -> reached.table().toString())
                .toList());
    }

    private void add(TableRules table) {
        add(table.name().schema());
        add(table.name().name());
        add(table.action());
        add(table.reason());
        add(table.massInvalidation().thresholdRatio().stripTrailingZeros().toPlainString());
        add(table.massInvalidation().minimumRows());
        add(table.massInvalidation().window());
        add(table.massInvalidation().check());
        add(table.massInvalidation().budget());
        add(table.staleClear());
        add(table.unanalysable());
        add(table.onMissing());
        add(table.archive());
        add(table.liveWhen());
        addSorted(table.versionColumns());
        add(table.secretColumns().size());
        table.secretColumns().stream()
                .sorted(Comparator.comparing(SecretColumn::label))
                .forEach(this::add);
    }

    private void add(SecretColumn column) {
        add(column.name());
        add(column.onEmpty());
        add(column.onNull());
        add(column.onPlaceholder());
        add(column.onInsertEmpty());
        add(column.onRepeat());
        add(column.format() == null ? null : column.format().pattern());
        add(column.minLength());
        add(column.onlyRows());
        add(column.member());
    }

    private void addSorted(Collection<String> texts) {
        add(texts.size());
        texts.stream().sorted().forEach(this::add);
    }

    /** The length before each value keeps one value from reading as two. */
    private void add(Object value) {
        if (value == null) {
            content.append("-;");
            return;
        }
        String text = value.toString();
        content.append(text.length()).append(':').append(text).append(';');
    }

    private String digest() {
        byte[] bytes = content.toString().getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
