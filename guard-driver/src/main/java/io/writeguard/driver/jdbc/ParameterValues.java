package io.writeguard.driver.jdbc;

import io.writeguard.driver.statement.BoundValue;
import java.util.Arrays;
import java.util.UUID;

/**
 * The parameters set so far, by index. They outlive an execution and a batch entry, as the driver's do. A value that nobody
 * can change is put down as it is, and taken for a {@link BoundValue} only where somebody asks: most statements concern no
 * guarded table.
 */
final class ParameterValues {

    private static final int USUAL = 4;

    private Object[] values = new Object[USUAL];
    private ParameterSetter<?>[] setters = new ParameterSetter<?>[USUAL];
    private int count;

    /**
     * @param index from 1, already accepted by the driver
     * @param value a copy of the guard's own, where the application could change it
     */
    <T> void put(int index, T value, ParameterSetter<T> setter) {
        if (isUnchangeable(value)) {
            store(index, value, setter);
        } else {
            put(index, ParameterValue.bound(value, setter));
        }
    }

    void put(int index, BoundValue value) {
        store(index, value, null);
    }

    private void store(int index, Object value, ParameterSetter<?> setter) {
        if (index > values.length) {
            int length = Math.max(index, 2 * values.length);
            values = Arrays.copyOf(values, length);
            setters = Arrays.copyOf(setters, length);
        }
        values[index - 1] = value;
        setters[index - 1] = setter;
        count = Math.max(count, index);
    }

    private static boolean isUnchangeable(Object value) {
        return value == null
                || value instanceof String
                || value instanceof Long
                || value instanceof Integer
                || value instanceof Boolean
                || value instanceof UUID;
    }

    /** Up to the last parameter that was set; null where one before it was not. */
    BoundValue[] copy() {
        BoundValue[] bound = new BoundValue[count];
        for (int i = 0; i < count; i++) {
            bound[i] = setters[i] == null ? (BoundValue) values[i] : bound(values[i], setters[i]);
        }
        return bound;
    }

    /** The two were put down together. */
    @SuppressWarnings("unchecked")
    private static <T> BoundValue bound(Object value, ParameterSetter<T> setter) {
        return ParameterValue.bound((T) value, setter);
    }

    void clear() {
        Arrays.fill(values, 0, count, null);
        Arrays.fill(setters, 0, count, null);
        count = 0;
    }
}
