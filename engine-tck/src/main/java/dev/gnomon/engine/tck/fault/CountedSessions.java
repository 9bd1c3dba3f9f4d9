package dev.gnomon.engine.tck.fault;

import dev.gnomon.engine.dialect.ShadowDatabases.ShadowDatabase;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Counts the statements that all sessions of a process execute, and does something after each. */
final class CountedSessions {

    private final AtomicInteger executed = new AtomicInteger();
    private final IntConsumer afterEach;

    /**
     * @param afterEach told the number of the statement that was just executed, from 1
     */
    CountedSessions(IntConsumer afterEach) {
        this.afterEach = afterEach;
    }

    int executed() {
        return executed.get();
    }

    /** The same object, but every session that one of its methods returns is counted. */
    <T> T watched(Class<T> type, T object) {
        return proxy(type, object, this::watchedResult);
    }

    private @Nullable Object watchedResult(Method method, @Nullable Object result) {
        if (result instanceof Connection connection) {
            return counted(connection);
        }
        return result instanceof ShadowDatabase shadow ? watched(ShadowDatabase.class, shadow) : result;
    }

    Connection counted(Connection connection) {
        return proxy(
                Connection.class,
                connection,
                (method, result) -> result instanceof Statement statement ? counted(statement, method) : result);
    }

    private Object counted(Statement statement, Method method) {
        return proxyOf(method.getReturnType(), statement, (called, result) -> {
            if (called.getName().startsWith("execute")) {
                afterEach.accept(executed.incrementAndGet());
            }
            return result;
        });
    }

    /** What becomes of a result. */
    @FunctionalInterface
    private interface Result {
        @Nullable
        Object of(Method method, @Nullable Object result);
    }

    private static <T> T proxy(Class<T> type, T object, Result result) {
        return type.cast(proxyOf(type, object, result));
    }

    private static Object proxyOf(Class<?> type, Object object, Result result) {
        InvocationHandler handler = (self, method, arguments) -> {
            try {
                return result.of(method, method.invoke(object, arguments));
            } catch (InvocationTargetException failure) {
                throw failure.getCause();
            }
        };
        return Proxy.newProxyInstance(CountedSessions.class.getClassLoader(), new Class<?>[] {type}, handler);
    }
}
