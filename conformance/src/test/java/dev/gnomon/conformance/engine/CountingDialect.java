package dev.gnomon.conformance.engine;

import dev.gnomon.engine.dialect.ConfiguredShadowDatabase;
import dev.gnomon.engine.dialect.Connector;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.ScriptRunner;
import dev.gnomon.engine.dialect.ScriptStatement;
import dev.gnomon.engine.dialect.ShadowDatabases;
import dev.gnomon.engine.dialect.ShadowNamespaces;
import dev.gnomon.engine.dialect.ShadowTemplates;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A real dialect whose sessions write down each statement that is sent. */
final class CountingDialect {

    private final Dialect dialect;
    private final List<String> toDatabase = new ArrayList<>();
    private final List<String> toShadowDatabase = new ArrayList<>();

    /** Where the statements of a session are written down. */
    private final Map<Connection, List<String>> sessions = new IdentityHashMap<>();

    CountingDialect(Dialect real) {
        this.dialect = watched(Dialect.class, real, toDatabase);
    }

    Dialect dialect() {
        return dialect;
    }

    /** The statements that the user's database was sent, since the last {@link #clear}. */
    List<String> toDatabase() {
        return List.copyOf(toDatabase);
    }

    /** The statements that shadow databases were sent, since the last {@link #clear}. */
    List<String> toShadowDatabase() {
        return List.copyOf(toShadowDatabase);
    }

    void clear() {
        toDatabase.clear();
        toShadowDatabase.clear();
    }

    private <T> T watched(Class<T> type, T real, List<String> sent) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (real instanceof Statement && method.getName().startsWith("execute")) {
                        sent.add(arguments == null ? real.toString() : String.valueOf(arguments[0]));
                    }
                    Object result = call(real, method, arguments);
                    Object watched = method.getName().equals("unwrap") ? result : watchedResult(result, sent);
                    if (watched instanceof Connection connection) {
                        sessions.put(connection, sent);
                    }
                    return watched;
                }));
    }

    /** A script may be sent by means of the driver's own, which no statement sees. */
    private ScriptRunner watchedScripts(ScriptRunner real) {
        return (ScriptRunner) Proxy.newProxyInstance(
                ScriptRunner.class.getClassLoader(),
                new Class<?>[] {ScriptRunner.class},
                (proxy, method, arguments) -> {
                    if (!method.getName().equals("run")) {
                        return call(real, method, arguments);
                    }
                    List<String> sent = sessions.getOrDefault(arguments[0], toDatabase);
                    int before = sent.size();
                    Object result = call(real, method, arguments);
                    for (ScriptStatement statement : real.split((String) arguments[1])) {
                        if (!sent.subList(before, sent.size()).contains(statement.sql())) {
                            sent.add(statement.sql());
                        }
                    }
                    return result;
                });
    }

    private Object watchedResult(Object result, List<String> sent) {
        return switch (result) {
            case ScriptRunner runner -> watchedScripts(runner);
            case Connector connector -> watched(Connector.class, connector, sent);
            case ShadowDatabases databases -> watched(ShadowDatabases.class, databases, toShadowDatabase);
            case ConfiguredShadowDatabase database ->
                watched(ConfiguredShadowDatabase.class, database, toShadowDatabase);
            case ShadowNamespaces namespaces -> watched(ShadowNamespaces.class, namespaces, toShadowDatabase);
            case ShadowTemplates templates -> watched(ShadowTemplates.class, templates, toShadowDatabase);
            case ShadowDatabases.ShadowDatabase database ->
                watched(ShadowDatabases.ShadowDatabase.class, database, toShadowDatabase);
            case Optional<?> optional -> optional.map(value -> watchedResult(value, sent));
            case Connection connection -> watched(Connection.class, connection, sent);
            case PreparedStatement statement -> watched(PreparedStatement.class, statement, sent);
            case Statement statement -> watched(Statement.class, statement, sent);
            case null, default -> result;
        };
    }

    private static Object call(Object real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
