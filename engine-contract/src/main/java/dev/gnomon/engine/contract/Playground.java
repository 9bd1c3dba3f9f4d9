package dev.gnomon.engine.contract;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.core.diff.SchemaDiffer;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.dialect.ScriptFailedException;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A dialect with a database of its own, which is created when it is asked for and dropped at the end. */
final class Playground implements AutoCloseable {

    static final ObjectName CAT = ObjectName.of("cat");
    static final ObjectName TOY = ObjectName.of("toy");

    private final Subject subject;
    private final List<Connection> connections = new ArrayList<>();
    private Optional<DatabaseTarget> target = Optional.empty();

    Playground(Subject subject) {
        this.subject = subject;
    }

    Subject subject() {
        return subject;
    }

    Dialect dialect() {
        return subject.dialect();
    }

    CaseSchemas schemas() {
        return new CaseSchemas(dialect());
    }

    /** The database. */
    DatabaseTarget target() {
        if (target.isEmpty()) {
            DatabaseTarget created = subject.newDatabase();
            dialect().connector().createDatabase(created);
            target = Optional.of(created);
        }
        return target.get();
    }

    /** A new session on the database; it is closed at the end. */
    Connection connect() {
        Connection connection = dialect().connector().connect(target());
        connections.add(connection);
        return connection;
    }

    DatabaseSchema introspect(Connection connection) throws SQLException {
        return dialect().introspector().introspect(connection, IntrospectionScope.DEFAULT_NAMESPACE);
    }

    ChangeSet diff(DatabaseSchema before, DatabaseSchema after) {
        return SchemaDiffer.diff(new BeforeAfter<>(before, after), dialect());
    }

    List<String> render(SchemaChange change, ChangeSet context) {
        return dialect().renderer().render(change, context);
    }

    /** Run what leads from one state to the other, as a migration would. */
    void migrate(Connection connection, DatabaseSchema before, DatabaseSchema after) throws ScriptFailedException {
        ChangeSet changes = diff(before, after);
        StringBuilder steps = new StringBuilder();
        for (SchemaChange change : changes.changes()) {
            render(change, changes).forEach(statement -> steps.append(statement).append(";\n"));
        }
        if (!steps.isEmpty()) {
            dialect()
                    .scriptRunner()
                    .run(connection, dialect().renderer().frame().around(steps.toString()));
        }
    }

    /** A session on a database that has these tables. */
    Connection connectTo(Table... tables) throws ScriptFailedException {
        Connection connection = connect();
        migrate(connection, DatabaseSchema.EMPTY, schemas().schema(tables));
        return connection;
    }

    void createHistoryTable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(dialect()
                    .historyTable()
                    .createStatement(dialect().connector().defaultNamespace(connection)));
        }
    }

    void insertCat(Connection connection, int id, String name) throws SQLException {
        insert(connection, CAT, List.of("id", "name"), id, name);
    }

    void insert(Connection connection, ObjectName table, List<String> columns, @Nullable Object... values)
            throws SQLException {
        String marks = String.join(", ", columns.stream().map(column -> "?").toList());
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO "
                + dialect().renderer().quote(table) + " (" + names(columns) + ") VALUES (" + marks + ")")) {
            for (int i = 0; i < values.length; i++) {
                if (values[i] == null) {
                    statement.setNull(i + 1, Types.VARCHAR);
                } else {
                    statement.setObject(i + 1, values[i]);
                }
            }
            statement.executeUpdate();
        }
    }

    /** The values of some columns as texts, those of a row together, ordered by the first column. */
    List<List<@Nullable String>> rows(Connection connection, ObjectName table, List<String> columns)
            throws SQLException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery("SELECT " + names(columns) + " FROM "
                        + dialect().renderer().quote(table) + " ORDER BY 1")) {
            while (results.next()) {
                List<@Nullable String> row = new ArrayList<>();
                for (int i = 1; i <= columns.size(); i++) {
                    row.add(results.getString(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private String names(List<String> columns) {
        return String.join(
                ", ",
                columns.stream()
                        .map(column -> dialect().renderer().quote(column))
                        .toList());
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
        if (target.isPresent()) {
            dialect().connector().dropDatabase(target.get());
        }
    }
}
