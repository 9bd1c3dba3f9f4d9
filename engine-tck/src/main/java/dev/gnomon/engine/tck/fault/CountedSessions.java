package dev.gnomon.engine.tck.fault;

import dev.gnomon.engine.dialect.ShadowDatabases.ShadowDatabase;
import dev.gnomon.engine.dialect.ShadowTemplates;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Counts the statements that all sessions of a process execute, and does something before and after each. */
final class CountedSessions {

    private final AtomicInteger executed = new AtomicInteger();
    private final IntConsumer beforeEach;
    private final IntConsumer afterEach;

    /**
     * @param beforeEach told the number of the statement that is about to be executed, from 1
     * @param afterEach  told the number of the statement that was just executed
     */
    CountedSessions(IntConsumer beforeEach, IntConsumer afterEach) {
        this.beforeEach = beforeEach;
        this.afterEach = afterEach;
    }

    int executed() {
        return executed.get();
    }

    /** The same object, but every session that one of its methods returns is counted. */
    <T> T watched(Class<T> type, T object) {
        return type.cast(proxyOf(type, object, (method, call) -> watchedResult(call.make())));
    }

    private @Nullable Object watchedResult(@Nullable Object result) {
        if (result instanceof Connection connection) {
            return counted(connection);
        }
        if (result instanceof Optional<?> optional && optional.orElse(null) instanceof ShadowTemplates templates) {
            return Optional.of(watched(ShadowTemplates.class, templates));
        }
        return result instanceof ShadowDatabase shadow ? watched(ShadowDatabase.class, shadow) : result;
    }

    Connection counted(Connection connection) {
        return (Connection) proxyOf(Connection.class, connection, (method, call) -> {
            Object result = call.make();
            return result instanceof Statement statement ? counted(statement, method) : result;
        });
    }

    private Object counted(Statement statement, Method maker) {
        return proxyOf(maker.getReturnType(), statement, (method, call) -> {
            if (!method.getName().startsWith("execute")) {
                return call.make();
            }
            int number = executed.incrementAndGet();
            beforeEach.accept(number);
            try {
                return call.make();
            } finally {
                afterEach.accept(number);
            }
        });
    }

    /** A call of a method, still to be made. */
    @FunctionalInterface
    private interface Call {
        @Nullable
        Object make() throws Throwable;
    }

    /** What is done around a call. */
    @FunctionalInterface
    private interface Around {
        @Nullable
        Object make(Method method, Call call) throws Throwable;
    }

    private static Object proxyOf(Class<?> type, Object object, Around around) {
        InvocationHandler handler = (self, method, arguments) -> around.make(method, () -> {
            try {
                return method.invoke(object, arguments);
            } catch (InvocationTargetException failure) {
                throw failure.getCause();
            }
        });
        return Proxy.newProxyInstance(CountedSessions.class.getClassLoader(), new Class<?>[] {type}, handler);
    }
}
