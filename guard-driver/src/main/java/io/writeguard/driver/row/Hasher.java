package io.writeguard.driver.row;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Hashes texts under a key (HMAC-SHA256, cut to 128 bits). Thread-safe. */
public final class Hasher {

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte ABSENT = 0;
    private static final byte PRESENT = 1;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final ThreadLocal<Mac> macs;

    private Hasher(byte[] bytes) {
        Key key = new SecretKeySpec(bytes, ALGORITHM);
        macs = ThreadLocal.withInitial(() -> mac(key));
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
        Mac mac = macs.get();
        add(mac, scope);
        for (int i = 0; i < texts.size(); i++) {
            add(mac, texts.get(i));
        }
        byte[] digest = mac.doFinal();
        return new KeyedHash((long) LONGS.get(digest, 0), (long) LONGS.get(digest, Long.BYTES));
    }

    /** Equal to no other: a row of which only its number is known. */
    public KeyedHash random() {
        return hash("random", List.of(UUID.randomUUID().toString()));
    }

    private static void add(Mac mac, String text) {
        if (text == null) {
            mac.update(ABSENT);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        mac.update(PRESENT);
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            mac.update((byte) (bytes.length >>> shift));
        }
        mac.update(bytes);
    }

    private static Mac mac(Key key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
        }
    }
}
