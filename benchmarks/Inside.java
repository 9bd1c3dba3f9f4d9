import dev.gnomon.engine.core.plugin.Dialects;
import dev.gnomon.engine.core.diff.SchemaDiffer;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.PrimaryKey;
import dev.gnomon.engine.model.ReferentialAction;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;

/**
 * Measures what takes place within one process, and prints lines of {@code NAME MILLISECONDS}: medians after a warm-up.
 *
 * <pre>
 * java -cp 'cli/target/application/modules/*' benchmarks/Inside.java diff
 * java -cp 'cli/target/application/modules/*' benchmarks/Inside.java introspect URL FILE
 * </pre>
 *
 * The second reads a PostgreSQL database, and writes the queries that it sends into the file, for {@code psql}.
 */
final class Inside {

    private static final int WARM_UP = 60;
    private static final int ROUNDS = 15;

    private Inside() {}

    public static void main(String[] words) throws Exception {
        Dialect dialect = Dialects.load(Optional.empty()).require("postgresql");
        if (words[0].equals("diff")) {
            for (int size : List.of(1_000, 10_000)) {
                DatabaseSchema before = schema(size, 10);
                List<Table> tables = new ArrayList<>(schema(size, 10).tables());
                tables.set(size / 2, schema(size, 11).tables().get(size / 2));
                DatabaseSchema after = before.toBuilder().tables(tables).build();
                print("diff-" + size, median(Inside::ownTime, () -> {
                    int changes = SchemaDiffer.diff(new BeforeAfter<>(before, after), dialect)
                            .changes()
                            .size();
                    if (changes != 1) {
                        throw new IllegalStateException(changes + " changes");
                    }
                    return changes;
                }));
            }
            return;
        }
        DatabaseTarget target = new DatabaseTarget(words[1], Path.of(""));
        try (Connection connection = dialect.connector().connect(target)) {
            List<String> queries = new ArrayList<>();
            DatabaseSchema read =
                    dialect.introspector().introspect(listening(connection, queries), IntrospectionScope.DEFAULT_NAMESPACE);
            Files.writeString(Path.of(words[2]), String.join(";\n", queries) + ";\n");
            print("tables", read.tables().size());
            print("introspect", median(System::nanoTime, () -> dialect.introspector()
                    .introspect(connection, IntrospectionScope.DEFAULT_NAMESPACE)));
        }
    }

    /** What the thread worked, whatever else the machine did meanwhile. */
    private static long ownTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double median(LongSupplier clock, Callable<?> work) throws Exception {
        double[] times = new double[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            long start = clock.getAsLong();
            work.call();
            if (round >= 0) {
                times[round] = (clock.getAsLong() - start) / 1e6;
            }
        }
        Arrays.sort(times);
        return times[ROUNDS / 2];
    }

    private static void print(String name, double value) {
        System.out.printf(java.util.Locale.ROOT, "%s %.2f%n", name, value);
    }

    /** A connection whose queries are written down, parameters put in. */
    private static Connection listening(Connection connection, List<String> queries) {
        return (Connection) proxy(Connection.class, connection, (name, arguments, result) -> {
            if (result instanceof PreparedStatement prepared) {
                return proxy(PreparedStatement.class, prepared, (called, ignored, answer) -> {
                    if (called.startsWith("execute")) {
                        queries.add(prepared.toString());
                    }
                    return answer;
                });
            }
            if (result instanceof Statement statement) {
                return proxy(Statement.class, statement, (called, given, answer) -> {
                    if (called.startsWith("execute")) {
                        queries.add(String.valueOf(given[0]));
                    }
                    return answer;
                });
            }
            return result;
        });
    }

    private interface After {
        Object apply(String method, Object[] arguments, Object result);
    }

    private static Object proxy(Class<?> type, Object real, After after) {
        return Proxy.newProxyInstance(Inside.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
            try {
                return after.apply(method.getName(), arguments, method.invoke(real, arguments));
            } catch (InvocationTargetException failure) {
                throw failure.getCause();
            }
        });
    }

    private static DatabaseSchema schema(int size, int columns) {
        List<Table> tables = new ArrayList<>();
        for (int number = 0; number < size; number++) {
            String name = "Table%05d".formatted(number);
            List<Column> own = new ArrayList<>();
            own.add(Column.of("id", ColumnType.of(Scalar.INT, Arity.REQUIRED)));
            for (int column = 1; column < columns; column++) {
                own.add(Column.of("column" + column, ColumnType.of(Scalar.STRING, Arity.NULLABLE)));
            }
            List<ForeignKey> keys = number == 0
                    ? List.of()
                    : List.of(new ForeignKey(
                            Optional.of(name + "_fkey"),
                            List.of("id"),
                            ObjectName.of("Table%05d".formatted(number - 1)),
                            List.of("id"),
                            ReferentialAction.RESTRICT,
                            ReferentialAction.CASCADE));
            tables.add(Table.of(
                    ObjectName.of(name),
                    own,
                    Optional.of(PrimaryKey.of(Optional.of(name + "_pkey"), "id")),
                    List.of(
                            Index.of(name + "_column1_idx", Index.Kind.NORMAL, "column1"),
                            Index.of(name + "_column2_key", Index.Kind.UNIQUE, "column2")),
                    keys));
        }
        return DatabaseSchema.builder()
                .defaultNamespace(Optional.of("public"))
                .tables(tables)
                .build();
    }
}
