package io.writeguard.driver.archive;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * One key of 256 bits.
 *
 * @param id made from the key, so that it needs no name: the first 8 bytes of a hash of it, in hexadecimal
 */
record ArchiveKey(String id, SecretKey key) {

    static final int BYTES = 32;

    private static final int ID_BYTES = 8;

    static ArchiveKey of(byte[] bytes) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update("writeguard archive key ".getBytes(StandardCharsets.US_ASCII));
            byte[] digest = hash.digest(bytes);
            return new ArchiveKey(
                    HexFormat.of().formatHex(Arrays.copyOf(digest, ID_BYTES)), new SecretKeySpec(bytes, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "ArchiveKey[" + id + "]";
    }
}
