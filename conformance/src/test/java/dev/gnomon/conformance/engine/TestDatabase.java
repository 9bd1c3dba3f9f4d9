package dev.gnomon.conformance.engine;

import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.core.diff.SchemaDiffer;
import dev.gnomon.engine.core.plugin.Dialects;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.dialect.ShadowNamespaces;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.tck.server.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An empty database for one test, dropped at its end. */
public final class TestDatabase implements AutoCloseable {

    private static final Dialects DIALECTS = Dialects.load(Optional.empty());
    private static final Path FILES = temporaryFolder();

    private final Dialect dialect;
    private final DatabaseTarget target;

    private TestDatabase(Dialect dialect, DatabaseTarget target) {
        this.dialect = dialect;
        this.target = target;
    }

    /** Create one of a kind. */
    public static TestDatabase create(String provider) {
        Dialect dialect = DIALECTS.require(provider.equals("mariadb") ? "mysql" : provider);
        DatabaseTarget target = switch (provider) {
            case "sqlite" -> new DatabaseTarget("file:./" + UUID.randomUUID() + ".db", FILES);
            case "postgresql" -> TestServers.postgresql().newTarget();
            case "mysql" -> TestServers.mysql().newTarget();
            case "mariadb" -> TestServers.mariadb().newTarget();
            default -> throw new IllegalArgumentException(provider);
        };
        dialect.connector().createDatabase(target);
        return new TestDatabase(dialect, target);
    }

    public Dialect dialect() {
        return dialect;
    }

    public DatabaseTarget target() {
        return target;
    }

    public Workspace workspace() {
        return Workspace.of(dialect, target).build();
    }

    /** Run statements, one at a time. */
    public TestDatabase execute(String... statements) {
        try (Connection connection = dialect.connector().connect(target);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            return this;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Run a whole script. */
    public void run(String script) {
        try (Connection connection = dialect.connector().connect(target)) {
            dialect.scriptRunner().run(connection, script);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Read the rows of a query: each as its values, separated by {@code |}. */
    public List<String> query(String sql) {
        try (Connection connection = dialect.connector().connect(target);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                StringBuilder row = new StringBuilder();
                for (int column = 1; column <= columns; column++) {
                    row.append(column == 1 ? "" : "|").append(rows.getString(column));
                }
                found.add(row.toString());
            }
            return found;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Take the mark of a shadow database away. */
    void unmark() {
        try (Connection connection = dialect.connector().connect(target)) {
            dialect.configuredShadowDatabase()
                    .unmark(connection, dialect.connector().place(connection));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Read the structure. */
    public DatabaseSchema schema() {
        try (Connection connection = dialect.connector().connect(target)) {
            return dialect.introspector().introspect(connection, IntrospectionScope.DEFAULT_NAMESPACE);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** What would have to change to make it another one, and back. */
    List<SchemaChange> differences(DatabaseSchema other) {
        List<SchemaChange> changes = new ArrayList<>();
        for (BeforeAfter<DatabaseSchema> way :
                List.of(new BeforeAfter<>(schema(), other), new BeforeAfter<>(other, schema()))) {
            changes.addAll(SchemaDiffer.diff(way, dialect).changes());
        }
        return changes;
    }

    /** Make it as empty as a new one, namespaces included. */
    public void empty() {
        try (Connection connection = dialect.connector().connect(target)) {
            Optional<ShadowNamespaces> namespaces =
                    dialect.configuredShadowDatabase().namespaces();
            if (namespaces.isPresent()) {
                Optional<String> usual = dialect.connector().defaultNamespace(connection);
                namespaces
                        .get()
                        .drop(
                                connection,
                                namespaces.get().list(connection).stream()
                                        .filter(namespace -> !usual.equals(Optional.of(namespace)))
                                        .toList());
            }
            dialect.databaseReset()
                    .reset(connection, dialect.connector().place(connection), IntrospectionScope.DEFAULT_NAMESPACE);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The structure that statements make in an empty database of this kind. */
    public static DatabaseSchema schemaOf(String provider, String... statements) {
        try (TestDatabase scratch = create(provider)) {
            return scratch.execute(statements).schema();
        }
    }

    @Override
    public void close() {
        dialect.connector().dropDatabase(target);
    }

    private static Path temporaryFolder() {
        try {
            Path folder = Files.createTempDirectory("gnomon-databases");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
