package io.writeguard.driver.row;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;

/**
 * Hashes texts under a key: SHA-256 of the key and the texts, cut to 128 bits. Thread-safe.
 *
 * <p>What is cut off keeps anybody from going on with a digest, which is what the second pass of an HMAC is for; the key has a
 * fixed length, and each text stands behind its own.
 */
public final class Hasher {

    private static final String ALGORITHM = "SHA-256";
    private static final byte ABSENT = 0;
    private static final byte PRESENT = 1;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final ThreadLocal<MessageDigest> digests = ThreadLocal.withInitial(Hasher::newDigest);
    private final byte[] key;

    private Hasher(byte[] key) {
        this.key = key;
    }

    /** Under a key that lives in this object alone: for values of secrets. */
    public static Hasher ofThisProcess() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return new Hasher(bytes);
    }

    /** Under the same key in every process: for what names rows, so that processes agree on which row it is. */
    public static Hasher ofEveryProcess() {
        return new Hasher("write guard: keys of rows, version 1".getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param scope what the texts are about, so that equal texts about different things differ
     * @param texts any of them may be null
     */
    public KeyedHash hash(String scope, List<String> texts) {
        MessageDigest sha = digests.get();
        sha.update(key);
        add(sha, scope);
        for (int i = 0; i < texts.size(); i++) {
            add(sha, texts.get(i));
        }
        byte[] digest = sha.digest();
        return new KeyedHash((long) LONGS.get(digest, 0), (long) LONGS.get(digest, Long.BYTES));
    }

    /** Equal to no other: a row of which only its number is known. */
    public KeyedHash random() {
        return hash("random", List.of(UUID.randomUUID().toString()));
    }

    private static void add(MessageDigest sha, String text) {
        if (text == null) {
            sha.update(ABSENT);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sha.update(ByteBuffer.allocate(Byte.BYTES + Integer.BYTES + bytes.length)
                .put(PRESENT)
                .putInt(bytes.length)
                .put(bytes)
                .array());
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance(ALGORITHM);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
        }
    }
}
