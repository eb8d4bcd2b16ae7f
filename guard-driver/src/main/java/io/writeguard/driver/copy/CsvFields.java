package io.writeguard.driver.copy;

import io.writeguard.rules.plan.CopyOptions;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The CSV format (manual, COPY: "CSV Format"). */
final class CsvFields implements LineFormat {

    private final CopyOptions options;
    private final List<String> columns;
    private final byte[] nullText;
    private final byte[] defaultText;
    private boolean quoted;
    private boolean escaped;

    CsvFields(CopyOptions options, List<String> columns) {
        this.options = options;
        this.columns = columns;
        this.nullText = options.nullText().getBytes(StandardCharsets.UTF_8);
        this.defaultText =
                options.defaultText() == null ? null : options.defaultText().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void startLine() {
        quoted = false;
        escaped = false;
    }

    @Override
    public boolean endsAfter(byte next) {
        boolean ownEscape = options.escape() != options.quote();
        if (quoted && ownEscape && next == options.escape()) {
            escaped = !escaped;
        } else {
            if (next == options.quote() && !escaped) {
                quoted = !quoted;
            }
            escaped = false;
        }
        return !quoted;
    }

    /** The server takes {@code \.} for data from version 18 on; rows behind it are checked in any case. */
    @Override
    public boolean isEndOfData(byte[] line) {
        return false;
    }

    @Override
    public List<CopiedField> fields(byte[] line) {
        List<CopiedField> fields = new ArrayList<>();
        ByteArrayOutputStream field = new ByteArrayOutputStream();
        boolean inQuotes = false;
        boolean sawQuote = false;
        for (int i = 0; i < line.length; i++) {
            byte next = line[i];
            boolean escapes = inQuotes && next == options.escape() && i + 1 < line.length && isEscapable(line[i + 1]);
            if (escapes) {
                i++;
                field.write(line[i]);
            } else if (next == options.quote()) {
                inQuotes = !inQuotes;
                sawQuote = true;
            } else if (next == options.delimiter() && !inQuotes) {
                fields.add(field(field.toByteArray(), sawQuote, fields.size()));
                field.reset();
                sawQuote = false;
            } else {
                field.write(next);
            }
        }
        fields.add(field(field.toByteArray(), sawQuote, fields.size()));
        return fields;
    }

    private boolean isEscapable(byte next) {
        return next == options.escape() || next == options.quote();
    }

    private CopiedField field(byte[] value, boolean sawQuote, int position) {
        boolean nullHere = Arrays.equals(value, nullText)
                && (sawQuote ? applies(options.forceNull(), position) : !applies(options.forceNotNull(), position));
        if (nullHere) {
            return CopiedField.NULL;
        }
        return !sawQuote && Arrays.equals(value, defaultText) ? CopiedField.DEFAULT : new CopiedField(value, false);
    }

    private boolean applies(Set<String> named, int position) {
        return named.contains(CopyOptions.EVERY_COLUMN)
                || (position < columns.size() && named.contains(columns.get(position)));
    }
}
