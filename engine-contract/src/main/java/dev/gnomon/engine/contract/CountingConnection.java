package dev.gnomon.engine.contract;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A connection that counts how often its statements are executed. */
final class CountingConnection {

    private final Connection connection;
    private int executions;

    CountingConnection(Connection connection) {
        this.connection = connection;
    }

    int executions() {
        return executions;
    }

    Connection proxy() {
        return proxy(Connection.class, connection);
    }

    private <T> T proxy(Class<T> type, Object target) {
        return type.cast(Proxy.newProxyInstance(
                CountingConnection.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> call(target, method, arguments)));
    }

    private @Nullable Object call(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getName().startsWith("execute")) {
            executions++;
        }
        Object result;
        try {
            result = method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause() == null ? failure : failure.getCause();
        }
        if (target instanceof Connection && result instanceof CallableStatement) {
            return proxy(CallableStatement.class, result);
        }
        if (target instanceof Connection && result instanceof PreparedStatement) {
            return proxy(PreparedStatement.class, result);
        }
        return target instanceof Connection && result instanceof Statement ? proxy(Statement.class, result) : result;
    }
}
