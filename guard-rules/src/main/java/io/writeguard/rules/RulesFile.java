package io.writeguard.rules;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads a rules file: YAML 1.2 in UTF-8, at most 1 MiB. What may stand in it says {@code docs/rules-file.md}, and for
 * editors the JSON Schema in the resource {@code io/writeguard/rules/writeguard.schema.json}.
 *
 * <p>Whatever is wrong, and be it that the file can't be read, is a problem of the {@link RulesException}, which carries
 * every problem of the file. Safe to use from several threads.
 */
public final class RulesFile {

    private RulesFile() {}

    /** The rules of a file, which problems name by {@code path} as given. */
    public static Rules read(Path path) throws RulesException {
        try (InputStream bytes = Files.newInputStream(path)) {
            return read(path.toString(), bytes);
        } catch (NoSuchFileException e) {
            throw unreadable(path.toString(), "no such file");
        } catch (IOException e) {
            throw unreadable(path.toString(), reason(e));
        }
    }

    /**
     * The rules of a resource.
     *
     * @param name what problems call it
     * @param bytes read, not closed
     */
    public static Rules read(String name, InputStream bytes) throws RulesException {
        byte[] content;
        try {
            content = bytes.readNBytes(YamlDocument.LARGEST_TEXT + 1);
        } catch (IOException e) {
            throw unreadable(name, reason(e));
        }
        if (content.length > YamlDocument.LARGEST_TEXT) {
            throw problem(name, RulesWording.tooLarge());
        }
        ByteBuffer encoded = ByteBuffer.wrap(content);
        CharBuffer decoded = CharBuffer.allocate(content.length);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        if (decoder.decode(encoded, decoded, true).isError()) {
            throw problem(name, RulesWording.notUtf8(encoded.position()));
        }
        return read(name, decoded.flip().toString());
    }

    /**
     * The rules of a text.
     *
     * @param name what problems call it
     */
    public static Rules read(String name, String text) throws RulesException {
        return RulesReader.read(name, text);
    }

    /**
     * The problem of rules that can't be read at all.
     *
     * @param reason where they were looked for
     */
    public static RulesException notFound(String reason) {
        return unreadable("writeguard.yaml", reason);
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static RulesException unreadable(String name, String reason) {
        return problem(name, RulesWording.unreadable(reason));
    }

    private static RulesException problem(String name, String message) {
        return new RulesException(List.of(new RulesProblem(new Location(name, 1, 1), message)));
    }
}
