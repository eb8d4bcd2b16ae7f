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
    private static final Object[] NONE = {};

    /** Two slots for each: a value and its setter, or a BoundValue and null. */
    private Object[] slots = NONE;

    private int count;

    /** A number, in an object that the next one at its index is put into. */
    private static final class Held {
        private long number;
        private boolean isLong;

        Object boxed() {
            return isLong ? (Object) number : (Object) (int) number;
        }
    }

    /**
     * @param index from 1, already accepted by the driver
     * @param value a copy of the guard's own, where the application could change it
     */
    <T> void put(int index, T value, ParameterSetter<T> setter) {
        if (isUnchangeable(value)) {
            keep(index, value, setter);
        } else {
            put(index, ParameterValue.bound(value, setter));
        }
    }

    void put(int index, BoundValue value) {
        keep(index, value, null);
    }

    void putLong(int index, long value, ParameterSetter<Long> setter) {
        hold(index, value, true, setter);
    }

    void putInt(int index, int value, ParameterSetter<Integer> setter) {
        hold(index, value, false, setter);
    }

    private void hold(int index, long number, boolean isLong, ParameterSetter<?> setter) {
        Held held = index <= count && slots[2 * index - 2] instanceof Held before ? before : new Held();
        held.number = number;
        held.isLong = isLong;
        keep(index, held, setter);
    }

    private void keep(int index, Object value, ParameterSetter<?> setter) {
        if (2 * index > slots.length) {
            slots = Arrays.copyOf(slots, 2 * Math.max(index, Math.max(USUAL, slots.length)));
        }
        store(2 * index - 2, value);
        store(2 * index - 1, setter);
        count = Math.max(count, index);
    }

    /** Writing what is there already would cost the collector's barrier, as much as all the rest. */
    private void store(int slot, Object content) {
        if (slots[slot] != content) {
            slots[slot] = content;
        }
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
            Object value = slots[2 * i];
            ParameterSetter<?> setter = (ParameterSetter<?>) slots[2 * i + 1];
            bound[i] = setter == null
                    ? (BoundValue) value
                    : bound(value instanceof Held held ? held.boxed() : value, setter);
        }
        return bound;
    }

    /** The two were put down together. */
    @SuppressWarnings("unchecked")
    private static <T> BoundValue bound(Object value, ParameterSetter<T> setter) {
        return ParameterValue.bound((T) value, setter);
    }

    void clear() {
        Arrays.fill(slots, 0, 2 * count, null);
        count = 0;
    }
}
