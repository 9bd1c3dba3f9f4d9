package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.dialect.DefaultWording;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.DefaultValue;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks PostgreSQL how it tells defaults, with a temporary table in a transaction that is rolled back. */
final class PostgresqlDefaultWording implements DefaultWording {

    private static final String TABLE = "_gnomon_defaults";

    private static final String DEFAULTS = """
            SELECT pg_catalog.pg_get_expr(d.adbin, d.adrelid)
            FROM pg_catalog.pg_attribute a
            LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE a.attrelid = 'pg_temp.%s'::pg_catalog.regclass AND a.attnum > 0
            ORDER BY a.attnum""".formatted(TABLE);

    @Override
    public List<Column> spell(Connection session, List<Column> columns, DatabaseSchema schema) throws SQLException {
        String definition = definition(columns, schema);
        if (PostgresqlScriptSplitter.split(definition).size() != 1) {
            throw new SQLException("An expression of a default is more than an expression.");
        }
        Optional<String> usual = Optional.of(PostgresqlSession.defaultNamespace(session));
        PostgresqlDefaultReader reader = new PostgresqlDefaultReader(
                namespace -> namespace.filter(name -> !usual.get().equals(name)));
        boolean autoCommit = session.getAutoCommit();
        session.setAutoCommit(false);
        try (Statement statement = session.createStatement()) {
            // Drivers would take braces in names for their own escapes.
            statement.setEscapeProcessing(false);
            statement.execute(definition);
            return read(statement, columns, reader);
        } finally {
            session.rollback();
            session.setAutoCommit(autoCommit);
        }
    }

    private static String definition(List<Column> columns, DatabaseSchema schema) {
        PostgresqlNames names =
                PostgresqlNames.of(new ChangeSet(new BeforeAfter<>(DatabaseSchema.EMPTY, schema), List.of()));
        PostgresqlTypes types = new PostgresqlTypes(names);
        PostgresqlLiterals literals = new PostgresqlLiterals(names);
        StringBuilder sql = new StringBuilder("CREATE TEMPORARY TABLE ").append(TABLE);
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            sql.append(i == 0 ? " (\n" : ",\n")
                    .append(PostgresqlNames.quote(String.valueOf(i)))
                    .append(' ')
                    .append(types.render(column.type()));
            // An expression may end in a comment.
            literals.render(column)
                    .ifPresent(expression ->
                            sql.append(" DEFAULT ").append(expression).append('\n'));
        }
        return sql.append(')').toString();
    }

    private static List<Column> read(Statement statement, List<Column> columns, PostgresqlDefaultReader reader)
            throws SQLException {
        List<Column> spelled = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(DEFAULTS)) {
            for (Column column : columns) {
                if (!rows.next()) {
                    throw new SQLException("An expression of a default is more than an expression.");
                }
                Optional<DefaultValue> value =
                        Optional.ofNullable(rows.getString(1)).flatMap(sql -> reader.read(sql, column.type()));
                spelled.add(new Column(
                        column.name(),
                        column.type(),
                        value,
                        column.defaultName(),
                        value.filter(DefaultValue.NextValue.class::isInstance).isPresent(),
                        List.of()));
            }
            if (rows.next()) {
                throw new SQLException("An expression of a default is more than an expression.");
            }
        }
        return spelled;
    }
}
