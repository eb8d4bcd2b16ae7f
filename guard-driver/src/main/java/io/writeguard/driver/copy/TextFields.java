package io.writeguard.driver.copy;

import io.writeguard.rules.plan.CopyOptions;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The text format (manual, COPY: "Text Format"). */
final class TextFields implements LineFormat {

    private static final byte[] END_OF_DATA = {'\\', '.'};

    private final char delimiter;
    private final byte[] nullText;
    private final byte[] defaultText;
    private boolean escaped;

    TextFields(CopyOptions options) {
        this.delimiter = options.delimiter();
        this.nullText = options.nullText().getBytes(StandardCharsets.UTF_8);
        this.defaultText =
                options.defaultText() == null ? null : options.defaultText().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void startLine() {
        escaped = false;
    }

    @Override
    public boolean endsAfter(byte next) {
        escaped = next == '\\' && !escaped;
        return !escaped;
    }

    @Override
    public boolean isEndOfData(byte[] line) {
        return Arrays.equals(line, END_OF_DATA);
    }

    @Override
    public List<CopiedField> fields(byte[] line) {
        List<CopiedField> fields = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < line.length; i++) {
            if (line[i] == '\\') {
                i++;
            } else if (line[i] == delimiter) {
                fields.add(field(Arrays.copyOfRange(line, from, i)));
                from = i + 1;
            }
        }
        fields.add(field(Arrays.copyOfRange(line, from, line.length)));
        return fields;
    }

    /** NULL and the default are told by the field as it is written. */
    private CopiedField field(byte[] written) {
        if (Arrays.equals(written, nullText)) {
            return CopiedField.NULL;
        }
        return Arrays.equals(written, defaultText) ? CopiedField.DEFAULT : new CopiedField(unescaped(written), false);
    }

    private static byte[] unescaped(byte[] written) {
        ByteArrayOutputStream value = new ByteArrayOutputStream(written.length);
        int i = 0;
        while (i < written.length) {
            if (written[i] != '\\' || i + 1 == written.length) {
                value.write(written[i]);
                i++;
            } else if (digit(written, i + 1, 8) >= 0) {
                i = number(written, i + 1, 8, 3, value);
            } else if (written[i + 1] == 'x' && digit(written, i + 2, 16) >= 0) {
                i = number(written, i + 2, 16, 2, value);
            } else {
                value.write(control(written[i + 1]));
                i += 2;
            }
        }
        return value.toByteArray();
    }

    private static int number(byte[] written, int from, int radix, int mostDigits, ByteArrayOutputStream value) {
        int number = 0;
        int i = from;
        while (i < from + mostDigits && digit(written, i, radix) >= 0) {
            number = number * radix + digit(written, i, radix);
            i++;
        }
        value.write(number);
        return i;
    }

    private static int digit(byte[] written, int index, int radix) {
        return index < written.length ? Character.digit(written[index], radix) : -1;
    }

    private static int control(byte letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0B;
            default -> letter;
        };
    }
}
