package io.writeguard.driver.jdbc;

import io.writeguard.driver.session.Session;
import java.sql.SQLException;
import java.sql.Wrapper;

/**
 * What {@code unwrap} may hand out: the wrapper itself for every type that it has, and the driver's own object only
 * where the rules allow it.
 */
abstract class GuardedWrapper<R extends Wrapper> extends Guarded<R> implements Wrapper {

    GuardedWrapper(R raw) {
        super(raw);
    }

    @Override
    public final <T> T unwrap(Class<T> requested) throws SQLException {
        if (requested.isInstance(this)) {
            return requested.cast(this);
        }
        Session session = connection().session();
        if (requested.isInstance(session.guard())) {
            return requested.cast(session.guard());
        }
        if (!raw.isWrapperFor(requested)) {
            raw.unwrap(requested); // says in the driver's own words that there is none
        } else if (session.mayUnwrapRaw(requested)) {
            return raw.unwrap(requested);
        }
        throw session.refuseUnwrap(requested);
    }

    @Override
    public final boolean isWrapperFor(Class<?> requested) throws SQLException {
        return requested.isInstance(this)
                || requested.isInstance(connection().session().guard())
                || (raw.isWrapperFor(requested) && connection().session().mayUnwrapRaw(requested));
    }

    /** The driver's own extension of the object; a pool below the guard may stand between. */
    final <T> T extension(Class<T> type) {
        try {
            return raw.unwrap(type);
        } catch (SQLException e) {
            throw new IllegalStateException("not an object of the PostgreSQL driver: " + type.getName(), e);
        }
    }
}
