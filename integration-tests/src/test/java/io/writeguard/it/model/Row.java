package io.writeguard.it.model;

/**
 * A row of the model's table.
 *
 * @param token null where it has none
 * @param gone what {@code live-when} looks at
 */
record Row(String token, boolean gone) {

    boolean live() {
        return token != null && !gone;
    }

    Row with(String other) {
        return new Row(other, gone);
    }

    Row goneAs(boolean other) {
        return new Row(token, other);
    }
}
