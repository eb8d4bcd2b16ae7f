package io.writeguard.it.transparency;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.lang.reflect.Proxy;
import java.sql.SQLWarning;
import java.util.Calendar;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Values as a transcript shows them. */
final class Rendering {

    private Rendering() {}

    /** A stream is left to the driver. */
    static String argument(Object value) {
        return value instanceof InputStream || value instanceof Reader ? "a stream" : of(value);
    }

    /** A stream is read to its end. */
    static String answer(Object value) {
        try {
            if (value instanceof InputStream bytes) {
                return of(bytes.readAllBytes());
            }
            if (value instanceof Reader characters) {
                StringWriter text = new StringWriter();
                characters.transferTo(text);
                return text.toString();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return of(value);
    }

    private static String of(Object value) {
        if (value == null) {
            return "null";
        }
        if (Proxy.isProxyClass(value.getClass())) {
            return Recorder.nameOf(value);
        }
        if (value instanceof byte[] bytes) {
            return "bytes " + HexFormat.of().formatHex(bytes);
        }
        if (value.getClass().isArray()) {
            return value.getClass().getComponentType().getSimpleName()
                    + IntStream.range(0, Array.getLength(value))
                            .mapToObj(i -> of(Array.get(value, i)))
                            .collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof SQLWarning warning) {
            return "warning " + Transcript.text(warning);
        }
        if (value instanceof Calendar calendar) {
            return "calendar of " + calendar.getTimeZone().getID(); // it holds the time of its making
        }
        if (value instanceof Map<?, ?> map) {
            return new TreeMap<>(map).toString();
        }
        return value.getClass().getSimpleName() + " " + value;
    }
}
