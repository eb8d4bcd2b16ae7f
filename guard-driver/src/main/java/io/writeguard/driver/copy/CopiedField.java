package io.writeguard.driver.copy;

/**
 * One field of a copied row. Its {@code toString} never shows it.
 *
 * @param bytes as the format's own notation of the type, unescaped; null for NULL and for the default
 * @param isDefault whether the column gets its default
 */
public record CopiedField(byte[] bytes, boolean isDefault) {

    static final CopiedField NULL = new CopiedField(null, false);
    static final CopiedField DEFAULT = new CopiedField(null, true);

    @Override
    public String toString() {
        return "CopiedField[hidden]";
    }
}
