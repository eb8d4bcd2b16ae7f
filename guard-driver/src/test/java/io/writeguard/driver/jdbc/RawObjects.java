package io.writeguard.driver.jdbc;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.postgresql.PGStatement;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.QueryExecutor;

/** Objects of every JDBC interface that only remember which method was called; what they answer is of the same kind. */
final class RawObjects implements InvocationHandler {

    private static final Set<Class<?>> ANSWERED_BY_STUB = Set.of(
            Connection.class,
            Statement.class,
            PreparedStatement.class,
            CallableStatement.class,
            ResultSet.class,
            java.sql.Array.class,
            DatabaseMetaData.class,
            QueryExecutor.class);

    final List<Method> called = new ArrayList<>();
    private final boolean announces;

    RawObjects() {
        this(true);
    }

    /**
     * @param announces whether {@code isWrapperFor} says what {@code unwrap} does
     */
    RawObjects(boolean announces) {
        this.announces = announces;
    }

    <T> T create(Class<T> type) {
        Class<?> extension = Statement.class.isAssignableFrom(type) ? PGStatement.class : type;
        Class<?> main = type == Connection.class ? BaseConnection.class : type;
        Class<?>[] interfaces = main == extension ? new Class<?>[] {main} : new Class<?>[] {main, extension};
        return type.cast(Proxy.newProxyInstance(getClass().getClassLoader(), interfaces, this));
    }

    @Override
    public Object invoke(Object stub, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "hashCode" -> System.identityHashCode(stub);
            case "equals" -> stub == arguments[0];
            case "toString" -> "raw";
            case "unwrap" -> stub;
            case "isWrapperFor" -> announces;
            default -> {
                called.add(method);
                yield answer(method.getReturnType());
            }
        };
    }

    private Object answer(Class<?> type) {
        if (ANSWERED_BY_STUB.contains(type)) {
            return create(type);
        }
        if (type == Object.class) {
            return create(ResultSet.class);
        }
        return type.isPrimitive() && type != void.class ? Array.get(Array.newInstance(type, 1), 0) : null;
    }
}
