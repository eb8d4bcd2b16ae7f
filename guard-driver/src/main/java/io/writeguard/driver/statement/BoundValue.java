package io.writeguard.driver.statement;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * A parameter as the application set it, captured at that moment.
 *
 * <p>Its {@code toString} never shows the value.
 */
public final class BoundValue {

    /** Sets the same value on another statement, through the same kind of setter. */
    @FunctionalInterface
    public interface Setter {
        void set(PreparedStatement statement, int index) throws SQLException;
    }

    private final boolean known;
    private final Object value;
    private final Setter setter;

    private BoundValue(boolean known, Object value, Setter setter) {
        this.known = known;
        this.value = value;
        this.setter = setter;
    }

    /**
     * @param value null for SQL NULL, a String for anything sent as text, a byte[] (a copy) for bytea, a
     *     {@code List<String>} for an array, else the Java object (numbers, dates, UUID …)
     */
    public static BoundValue of(Object value, Setter setter) {
        return new BoundValue(true, value, setter);
    }

    /** A text of the guard's own. */
    public static BoundValue ofText(String text) {
        return of(text, (statement, index) -> statement.setString(index, text));
    }

    /** A value that could not be captured; whatever depends on it can't be established from the text. */
    public static BoundValue unknown(Setter setter) {
        return new BoundValue(false, null, setter);
    }

    public boolean known() {
        return known;
    }

    /** Null for SQL NULL, and where it is not known. */
    public Object value() {
        return value;
    }

    public void bind(PreparedStatement statement, int index) throws SQLException {
        setter.set(statement, index);
    }

    @Override
    public String toString() {
        return known ? "BoundValue[hidden]" : "BoundValue[unknown]";
    }
}
