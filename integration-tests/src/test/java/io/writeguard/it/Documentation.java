package io.writeguard.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** The pages of the project. */
public final class Documentation {

    private Documentation() {}

    /** @param page below the root of the project */
    public static String read(String page) {
        try {
            return Files.readString(Readme.projectRoot().resolve(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
