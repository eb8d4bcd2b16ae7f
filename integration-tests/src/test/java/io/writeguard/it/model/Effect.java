package io.writeguard.it.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one submission does to rows.
 *
 * @param overwrites whether one statement writes the same new value into all of them
 * @param value that {@code on-repeat} looks at; null for none
 * @param unseen rows of which the guard does not learn that they become live, while the transaction has lost nothing: it
 *     asks nothing about them
 * @param oneStatement whether all rows are changed by a single statement
 */
record Effect(List<Change> rows, boolean overwrites, String value, Unseen unseen, boolean oneStatement) {

    static final Effect NONE = new Effect(List.of(), false, null, Unseen.NONE, true);

    enum Unseen {
        NONE,
        NEW_ROWS,
        ALL
    }

    /** One row before and after; null where there is none. */
    record Change(int id, Row before, Row after) {

        private boolean wasLive() {
            return before != null && before.live();
        }

        private boolean isLive() {
            return after != null && after.live();
        }

        private boolean rotates() {
            return wasLive() && isLive() && !before.token().equals(after.token());
        }
    }

    Set<Integer> lost() {
        Set<Integer> lost = new HashSet<>();
        for (Change change : rows) {
            if (change.wasLive() && !change.isLive()) {
                lost.add(change.id());
            }
        }
        if (invalidates()) {
            rows.stream().filter(Change::rotates).map(Change::id).forEach(lost::add);
        }
        return lost;
    }

    /** Whether it takes live secrets by overwriting them; then what it gives to other rows makes up for nothing. */
    boolean invalidates() {
        return overwrites && rows.stream().filter(Change::rotates).count() > 1;
    }

    List<Integer> gained() {
        return rows.stream()
                .filter(change -> !change.wasLive() && change.isLive())
                .map(Change::id)
                .toList();
    }

    /** Whether the guard learns of this one even so. */
    boolean isSeen(int gained) {
        return unseen == Unseen.NONE
                || (unseen == Unseen.NEW_ROWS
                        && rows.stream().anyMatch(change -> change.id() == gained && change.before() != null));
    }

    boolean rotates(int id) {
        return rows.stream().anyMatch(change -> change.id() == id && change.rotates());
    }
}
