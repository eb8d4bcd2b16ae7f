package io.writeguard.it.transparency;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Stands between a scenario and its connection, and writes each call down with what came of it. What a call hands out is
 * stood in front of as well; each object has a number, so that the same object answers the same number again.
 */
final class Recorder {

    /** The most special first. */
    private static final List<Class<?>> TYPES = List.of(
            Connection.class,
            CallableStatement.class,
            PreparedStatement.class,
            Statement.class,
            ResultSet.class,
            DatabaseMetaData.class,
            ResultSetMetaData.class,
            ParameterMetaData.class,
            Savepoint.class,
            Array.class,
            Blob.class,
            Clob.class,
            SQLXML.class);

    private final Transcript transcript;
    private final IdentityHashMap<Object, Object> stands = new IdentityHashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    Recorder(Transcript transcript) {
        this.transcript = transcript;
    }

    Connection inFrontOf(Connection connection) {
        return (Connection) recorded(connection);
    }

    private synchronized Object recorded(Object value) {
        for (Class<?> type : TYPES) {
            if (type.isInstance(value)) {
                return stands.computeIfAbsent(value, raw -> stand(raw, type));
            }
        }
        return value;
    }

    private Object stand(Object raw, Class<?> type) {
        String name = type.getSimpleName() + "#" + numbers.merge(type.getSimpleName(), 1, Integer::sum);
        return Proxy.newProxyInstance(Recorder.class.getClassLoader(), new Class<?>[] {type}, new Stand(raw, name));
    }

    private final class Stand implements InvocationHandler {

        private final Object raw;
        private final String name;

        Stand(Object raw, String name) {
            this.raw = raw;
            this.name = name;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] given) throws Throwable {
            Object[] arguments = given == null ? new Object[0] : given;
            String call = Arrays.stream(arguments)
                    .map(Rendering::argument)
                    .collect(Collectors.joining(", ", name + "." + method.getName() + "(", ")"));
            try {
                Object answer = recorded(method.invoke(
                        raw, Arrays.stream(arguments).map(Recorder::raw).toArray()));
                transcript.add(call + (method.getReturnType() == void.class ? "" : " = " + Rendering.answer(answer)));
                return answer;
            } catch (InvocationTargetException failure) {
                transcript.add(call + " ! " + Transcript.text(failure.getCause()));
                throw failure.getCause();
            }
        }
    }

    /** What is behind a stand: what is done to it is not written down. */
    static Object raw(Object argument) {
        return argument != null
                        && Proxy.isProxyClass(argument.getClass())
                        && Proxy.getInvocationHandler(argument) instanceof Stand stand
                ? stand.raw
                : argument;
    }

    /** Its kind and number. */
    static String nameOf(Object stand) {
        return ((Stand) Proxy.getInvocationHandler(stand)).name;
    }
}
