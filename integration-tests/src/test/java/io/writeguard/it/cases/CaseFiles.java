package io.writeguard.it.cases;

import com.google.gson.Gson;
import io.writeguard.it.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where the cases are: the project's own always, those of the shared folder where it is present. */
final class CaseFiles {

    private static final Gson GSON = new Gson();

    /** From PostgreSQL 15 on. */
    private static final Pattern MERGE = Pattern.compile("\\s*MERGE\\b", Pattern.CASE_INSENSITIVE);

    private CaseFiles() {}

    static List<ReplayCase> all() throws IOException {
        return Stream.concat(own().stream(), shared().stream())
                .filter(CaseFiles::isKnownToTheServer)
                .toList();
    }

    private static boolean isKnownToTheServer(ReplayCase replayed) {
        return TestDatabase.serverVersion() >= 15
                || replayed.statements().stream()
                        .noneMatch(statement -> statement.sql() != null
                                && MERGE.matcher(statement.sql()).lookingAt());
    }

    static List<ReplayCase> own() throws IOException {
        return parse(resource("/cases.jsonl"));
    }

    private static List<ReplayCase> shared() throws IOException {
        Optional<Path> folder = sharedFolder();
        return folder.isEmpty()
                ? List.of()
                : parse(Files.readString(folder.get().resolve("cases/dev.jsonl")));
    }

    /** System property {@code writeguard.shared}, else a folder {@code shared} beside the project or above it. */
    private static Optional<Path> sharedFolder() {
        String given = System.getProperty("writeguard.shared");
        Stream<Path> candidates = given != null
                ? Stream.of(Path.of(given))
                : Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                        .map(folder -> folder.resolve("shared"));
        return candidates
                .filter(folder -> Files.exists(folder.resolve("cases/dev.jsonl")))
                .findFirst();
    }

    /** Ids of cases that this version can't decide yet, with the reason. */
    static Map<String, String> notYet() throws IOException {
        Map<String, String> reasons = new LinkedHashMap<>();
        resource("/not-yet.txt")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .forEach(line -> reasons.put(
                        line.substring(0, line.indexOf(' ')),
                        line.substring(line.indexOf(' ')).strip()));
        return reasons;
    }

    private static List<ReplayCase> parse(String lines) {
        return lines.lines()
                .filter(line -> !line.isBlank())
                .map(line -> GSON.fromJson(line, ReplayCase.class))
                .toList();
    }

    private static String resource(String name) throws IOException {
        try (InputStream content = CaseFiles.class.getResourceAsStream(name)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
