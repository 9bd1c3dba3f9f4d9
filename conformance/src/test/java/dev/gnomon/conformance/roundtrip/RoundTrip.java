package dev.gnomon.conformance.roundtrip;

import dev.gnomon.conformance.Dialects;
import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.core.dataloss.DataLossPlan;
import dev.gnomon.engine.core.diff.SchemaDiffer;
import dev.gnomon.engine.core.script.MigrationScript;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.dialect.ScriptFailedException;
import dev.gnomon.engine.migration.DataLossReport;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.Table;
import dev.gnomon.schema.PrismaSchema;
import dev.gnomon.schema.lowering.SchemaLowering;
import dev.gnomon.schema.syntax.SchemaFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Migrates a database from nothing to one schema and on to another, and looks whether it got there.
 *
 * <p>Three judges: the differ finds nothing left to do; an outside observer sees what a database made from
 * nothing shows; and rows that were there, in columns that stayed as they were, are there.
 */
final class RoundTrip {
    private static final int ROWS = 2;

    private final Dialect dialect;
    private final TestDatabase database;
    private final List<String> namespaces;
    private int withRows;
    private int stoppedByRows;
    private int knownRefusals;

    /** Make a judge of schemas in these namespaces; in the default one where there are none. */
    RoundTrip(String provider, TestDatabase database, List<String> namespaces) {
        this.namespaces = namespaces;
        this.dialect = Dialects.of(provider);
        this.database = database;
    }

    /** Whether a text is a schema at all. */
    Optional<String> refusal(String text) {
        PrismaSchema schema = parse(text);
        return schema.hasErrors() ? Optional.of(schema.print(schema.errors())) : Optional.empty();
    }

    /** How many migrations ran on rows, and what became of them. */
    String figures() {
        return withRows + " migrations met rows, " + stoppedByRows + " of them stopped as announced; " + knownRefusals
                + " announced steps refused by the server";
    }

    /** What went wrong; empty if nothing did. */
    Optional<String> failure(String from, String to) {
        try {
            return failureOf(lower(from), lower(to));
        } catch (ScriptFailedException e) {
            return Optional.of("statement failed: " + e.failure().report() + "\n"
                    + e.failure().statement().orElse(""));
        } catch (SQLException | RuntimeException e) {
            return Optional.of("exception: " + e);
        }
    }

    private Optional<String> failureOf(DatabaseSchema from, DatabaseSchema to) throws SQLException {
        try (Connection connection = database.open()) {
            String first = script(DatabaseSchema.EMPTY, from);
            run(connection, first);
            DatabaseSchema actualFrom = introspect(connection);
            Optional<String> rest = difference(actualFrom, from, "after empty to from");
            if (rest.isPresent()) {
                return rest;
            }
            ChangeSet changes = SchemaDiffer.diff(new BeforeAfter<>(actualFrom, to), dialect);
            String second = script(actualFrom, to);
            DataLossReport warnings = DataLossPlan.of(changes, dialect).evaluate();
            Optional<String> lost = runWithRows(from, to, actualFrom, second, warnings);
            if (lost.isPresent()) {
                return lost;
            }
            try {
                run(connection, second);
            } catch (ScriptFailedException e) {
                if (!warnings.isEmpty()
                        && database.isRefusedConversion(e.failure().report())) {
                    knownRefusals++;
                    return Optional.empty();
                }
                throw e;
            }
            rest = difference(introspect(connection), to, "after from to to");
            return rest.isPresent() ? rest : observed(connection, to, second);
        }
    }

    /** The same migration on a database with rows; it may fail only if that was announced. */
    private Optional<String> runWithRows(
            DatabaseSchema from, DatabaseSchema to, DatabaseSchema actualFrom, String script, DataLossReport warnings)
            throws SQLException {
        try (Connection connection = database.open()) {
            run(connection, script(DatabaseSchema.EMPTY, from));
            if (!plantRows(connection, from)) {
                return Optional.empty();
            }
            withRows++;
            Map<String, List<String>> before = untouchedValues(connection, from, to);
            try {
                dialect.scriptRunner().run(connection, script);
            } catch (ScriptFailedException e) {
                stoppedByRows++;
                return warnings.isEmpty()
                        ? Optional.of("fails on rows though nothing was announced: "
                                + e.failure().report() + "\n" + script)
                        : Optional.empty();
            }
            Map<String, List<String>> after = untouchedValues(connection, from, to);
            if (!before.equals(after)) {
                return Optional.of("rows differ\nbefore " + before + "\nafter  " + after + "\n" + script);
            }
            return difference(introspect(connection), to, "after from to to with rows");
        }
    }

    /** Whether the rows could be planted: with a small enum or a Boolean in a key there may be no two of them. */
    private boolean plantRows(Connection connection, DatabaseSchema schema) throws SQLException {
        database.enforceForeignKeys(connection, false);
        try (Statement statement = connection.createStatement()) {
            for (Table table : schema.tables()) {
                for (int row = 1; row <= ROWS; row++) {
                    int number = row;
                    statement.execute("INSERT INTO " + dialect.renderer().quote(table.name()) + " ("
                            + table.columns().stream()
                                    .map(column -> dialect.renderer().quote(column.name()))
                                    .collect(Collectors.joining(", "))
                            + ") VALUES ("
                            + table.columns().stream()
                                    .map(column -> database.value(column, number, schema))
                                    .collect(Collectors.joining(", "))
                            + ")");
                }
            }
            return true;
        } catch (SQLException e) {
            String reason = String.valueOf(e.getMessage()).toLowerCase(java.util.Locale.ROOT);
            if (reason.contains("unique") || reason.contains("duplicate")) {
                return false;
            }
            throw e;
        } finally {
            database.enforceForeignKeys(connection, true);
        }
    }

    private Map<String, List<String>> untouchedValues(Connection connection, DatabaseSchema from, DatabaseSchema to)
            throws SQLException {
        Map<String, List<String>> values = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement()) {
            for (Table table : from.tables()) {
                Optional<Table> target = to.table(table.name());
                if (target.isEmpty()) {
                    continue;
                }
                for (Column column : table.columns()) {
                    boolean untouched = target.get()
                            .column(column.name())
                            .filter(other -> other.type().equals(column.type()))
                            .isPresent();
                    if (untouched) {
                        values.put(
                                table.name() + " " + column.name(),
                                query(
                                        statement,
                                        "SELECT " + dialect.renderer().quote(column.name()) + " FROM "
                                                + dialect.renderer().quote(table.name())));
                    }
                }
            }
        }
        return values;
    }

    private static List<String> query(Statement statement, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(String.valueOf(rows.getString(1)));
            }
        }
        values.sort(null);
        return values;
    }

    private Optional<String> observed(Connection migrated, DatabaseSchema to, String script) throws SQLException {
        try (Connection direct = database.open()) {
            run(direct, script(DatabaseSchema.EMPTY, to));
            List<String> expected = database.observe(direct);
            List<String> actual = database.observe(migrated);
            if (expected.equals(actual)) {
                return Optional.empty();
            }
            List<String> missing = new ArrayList<>(expected);
            missing.removeAll(actual);
            List<String> unexpected = new ArrayList<>(actual);
            unexpected.removeAll(expected);
            return Optional.of("the observer disagrees\nmissing    " + String.join("\n           ", missing)
                    + "\nunexpected " + String.join("\n           ", unexpected) + "\n" + script);
        }
    }

    private Optional<String> difference(DatabaseSchema actual, DatabaseSchema wanted, String when) {
        ChangeSet rest = SchemaDiffer.diff(new BeforeAfter<>(actual, wanted), dialect);
        return rest.isEmpty()
                ? Optional.empty()
                : Optional.of(when + " there is left to do:\n" + script(actual, wanted));
    }

    private String script(DatabaseSchema before, DatabaseSchema after) {
        ChangeSet changes = SchemaDiffer.diff(new BeforeAfter<>(before, after), dialect);
        return MigrationScript.assemble(MigrationScript.render(changes, dialect.renderer()), dialect.renderer());
    }

    private void run(Connection connection, String script) throws ScriptFailedException {
        dialect.scriptRunner().run(connection, script);
    }

    private DatabaseSchema introspect(Connection connection) throws SQLException {
        return dialect.introspector().introspect(connection, new IntrospectionScope(Optional.empty(), namespaces));
    }

    private DatabaseSchema lower(String text) {
        return SchemaLowering.lower(parse(text).dataModel(), dialect, Optional.empty());
    }

    private static PrismaSchema parse(String text) {
        return PrismaSchema.parse(List.of(new SchemaFile("schema.prisma", text)), Dialects::find);
    }
}
