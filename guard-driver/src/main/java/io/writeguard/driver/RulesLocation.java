package io.writeguard.driver;

import io.writeguard.rules.Rules;
import io.writeguard.rules.RulesException;
import io.writeguard.rules.RulesFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the rules file (SPEC section 2). */
final class RulesLocation {

    private static final String CLASSPATH = "classpath:";
    private static final String FILE = "file:";
    private static final List<String> DEFAULTS = List.of(CLASSPATH + "writeguard.yaml", "./writeguard.yaml");

    private RulesLocation() {}

    /**
     * The rules from the first place that is named or has a file.
     *
     * @param named by URL parameter or property; null where it isn't
     * @throws RulesException where there is none, or it is a bad one
     */
    static Rules find(String named) throws RulesException {
        Optional<String> found = lookUp(named);
        if (found.isEmpty()) {
            throw RulesFile.notFound(DriverWording.noRulesFile(DEFAULTS));
        }
        return read(found.get());
    }

    /** The first place that is named, or else has a file. */
    static Optional<String> lookUp(String named) {
        return Stream.of(named, System.getProperty("writeguard.rules"), System.getenv("WRITEGUARD_RULES"))
                .filter(location -> location != null && !location.isBlank())
                .findFirst()
                .or(() -> DEFAULTS.stream().filter(RulesLocation::exists).findFirst());
    }

    /**
     * @param location a file path, {@code file:…} or {@code classpath:…}
     */
    static Rules read(String location) throws RulesException {
        if (location.startsWith(CLASSPATH)) {
            Optional<InputStream> found = resource(location);
            if (found.isEmpty()) {
                throw RulesFile.notFound(DriverWording.noResource(location));
            }
            try (InputStream resource = found.get()) {
                return RulesFile.read(location, resource);
            } catch (IOException e) {
                throw RulesFile.notFound(DriverWording.noResource(location));
            }
        }
        return RulesFile.read(path(location));
    }

    private static boolean exists(String location) {
        return location.startsWith(CLASSPATH) ? resource(location).isPresent() : Files.exists(path(location));
    }

    private static Path path(String location) {
        return Path.of(location.startsWith(FILE) ? location.substring(FILE.length()) : location);
    }

    private static Optional<InputStream> resource(String location) {
        String name = location.substring(CLASSPATH.length()).replaceFirst("^/", "");
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        InputStream found = loader == null ? null : loader.getResourceAsStream(name);
        return Optional.ofNullable(
                found != null ? found : RulesLocation.class.getClassLoader().getResourceAsStream(name));
    }
}
