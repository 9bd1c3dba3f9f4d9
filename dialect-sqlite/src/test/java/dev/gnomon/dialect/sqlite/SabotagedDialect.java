package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.dialect.Capability;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.ScriptFrame;
import dev.gnomon.engine.dialect.SqlRenderer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The dialect of SQLite with a bug in one of its roles. */
final class SabotagedDialect {

    private SabotagedDialect() {}

    /** Everything as it is, but for one accessor. */
    static Dialect with(String accessor, Supplier<Object> answer) {
        Dialect real = new SqliteDialect();
        return proxy(Dialect.class, real, accessor, answer);
    }

    /** Everything as it is, but for one method of one role, whatever its arguments are. */
    static <T> Dialect with(String accessor, Class<T> role, T real, String method, Supplier<Object> answer) {
        return with(accessor, () -> proxy(role, real, method, answer));
    }

    /** The object as it is, but for one method. */
    static <T> T proxy(Class<T> type, T real, String method, Supplier<Object> answer) {
        return type.cast(Proxy.newProxyInstance(
                SabotagedDialect.class.getClassLoader(), new Class<?>[] {type}, (self, called, arguments) -> {
                    if (called.getName().equals(method)) {
                        return answer.get();
                    }
                    try {
                        return called.invoke(real, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                }));
    }

    /** What is rendered, after a bug was in it. */
    static Dialect rendering(
            BiFunction<SchemaChange, ChangeSet, SchemaChange> change, UnaryOperator<List<String>> statements) {
        SqlRenderer real = new SqliteRenderer();
        return with("renderer", () -> new SqlRenderer() {
            @Override
            public List<String> render(SchemaChange wanted, ChangeSet context) {
                return statements.apply(real.render(change.apply(wanted, context), context));
            }

            @Override
            public String quote(String identifier) {
                return real.quote(identifier);
            }

            @Override
            public ScriptFrame frame() {
                return real.frame();
            }
        });
    }

    /** A dialect that says more than it does. */
    static Dialect declaring(Capability more) {
        Set<Capability> capabilities = EnumSet.copyOf(new SqliteDialect().capabilities());
        capabilities.add(more);
        return with("capabilities", () -> capabilities);
    }
}
