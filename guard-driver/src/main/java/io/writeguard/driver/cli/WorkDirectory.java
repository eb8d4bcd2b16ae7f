package io.writeguard.driver.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.stream.Stream;

/**
 * The temporary directory of an {@link EmbeddedServer}, with its log.
 *
 * <p>Lies where another user can get to it, since as root the server runs under another account.
 *
 * @param path absolute
 */
record WorkDirectory(Path path) {

    private static final int LAST_LINES = 20;

    static WorkDirectory create() throws IOException {
        Path parent = Stream.of(System.getProperty("java.io.tmpdir"), "/tmp", "/var/tmp")
                .map(Path::of)
                .filter(WorkDirectory::isOpenToOthers)
                .findFirst()
                .orElse(Path.of(System.getProperty("java.io.tmpdir")));
        return new WorkDirectory(
                Files.createTempDirectory(parent, "writeguard-postgresql-").toRealPath());
    }

    private static boolean isOpenToOthers(Path directory) {
        try {
            for (Path step = directory.toRealPath(); step != null; step = step.getParent()) {
                if (!Files.getPosixFilePermissions(step).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                    return false;
                }
            }
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** Numeric id of the user who runs this JVM, since that user has just made the directory. */
    int owner() throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid");
    }

    /** Gives the directory and all that is in it to another user. */
    void giveTo(int user) throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path file : all.toList()) {
                Files.setAttribute(file, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    Path data() {
        return path.resolve("data");
    }

    Path logFile() {
        return path.resolve("server.log");
    }

    /** The end of what the server's programs printed. */
    String log() throws IOException {
        List<String> lines = Files.readAllLines(logFile());
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    /** Removes it; what can't be removed stays behind for the system's own cleaning of temporary files. */
    void delete() {
        if (!Files.exists(path)) {
            return;
        }
        try {
            Files.walkFileTree(path, new Deletion());
        } catch (IOException e) {
            System.err.println("could not remove " + path + ": " + e.getMessage());
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException error) throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
