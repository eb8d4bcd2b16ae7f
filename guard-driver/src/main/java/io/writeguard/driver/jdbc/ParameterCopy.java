package io.writeguard.driver.jdbc;

import java.lang.reflect.Array;
import java.util.Calendar;
import java.util.Date;
import org.postgresql.util.PGobject;

/** Keeps a parameter as it was when it was set. */
final class ParameterCopy {

    private ParameterCopy() {}

    /** The object itself where nobody can change it, else a copy of the same class. */
    @SuppressWarnings("unchecked")
    static <T> T of(T value) {
        return value == null || value instanceof String || value instanceof Number ? value : (T) copyOf(value);
    }

    @SuppressWarnings("JavaUtilDate") // JDBC's own date types
    private static Object copyOf(Object value) {
        if (value instanceof GuardedArray array) {
            return array.raw;
        }
        if (value instanceof Date date) {
            return date.clone();
        }
        if (value instanceof Calendar calendar) {
            return calendar.clone();
        }
        if (value instanceof PGobject object) {
            return copyOf(object);
        }
        return value.getClass().isArray() ? copyOfArray(value) : value;
    }

    private static Object copyOf(PGobject object) {
        try {
            return object.clone();
        } catch (CloneNotSupportedException e) {
            return object;
        }
    }

    private static Object copyOfArray(Object array) {
        int length = Array.getLength(array);
        Object copy = Array.newInstance(array.getClass().getComponentType(), length);
        System.arraycopy(array, 0, copy, 0, length);
        if (copy instanceof Object[] elements) {
            for (int i = 0; i < length; i++) {
                elements[i] = of(elements[i]);
            }
        }
        return copy;
    }
}
