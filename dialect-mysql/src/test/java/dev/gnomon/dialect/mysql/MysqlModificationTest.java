package dev.gnomon.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.core.diff.SchemaDiffer;
import dev.gnomon.engine.core.script.MigrationScript;
import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.LiteralValue;
import dev.gnomon.engine.model.NativeType;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.PrimaryKey;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.tck.server.ServerKind;
import dev.gnomon.engine.tck.server.TestServer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code MODIFY} forgets what it does not repeat. Random columns with all that the schema language has no words for are
 * altered in what it has words for, and the server's own description of them must show the rest as before.
 */
class MysqlModificationTest {

    private static final int TABLES = Integer.getInteger("gnomon.modification.tables", 40);
    private static final int COLUMNS = 10;

    /** The same in every build, so that a build fails for what changed and not by chance. */
    private final Random random = new Random(Long.getLong("gnomon.modification.seed", 1));

    private boolean mariaDb;

    /**
     * A column as SQL, its type, and what of its description must outlive an alteration of its type, or any
     * other one.
     */
    private record Decorated(String type, String clauses, List<String> marks, List<String> marksOfType) {}

    @ParameterizedTest
    @MethodSource("dev.gnomon.dialect.mysql.ScratchDatabase#servers")
    void keeps_what_the_schema_does_not_speak_of(TestServer server) throws SQLException {
        mariaDb = server.kind() == ServerKind.MARIADB;
        List<String> losses = new ArrayList<>();
        int altered = 0;
        try (ScratchDatabase database = new ScratchDatabase(server)) {
            for (int i = 0; i < TABLES; i++) {
                altered += alterTable(database, losses);
                database.run("DROP TABLE t");
            }
        }
        System.out.println("modified columns of " + server.kind() + ": " + altered);
        assertThat(losses).isEmpty();
        assertThat(altered).isGreaterThan(TABLES * COLUMNS / 2);
    }

    private int alterTable(ScratchDatabase database, List<String> losses) throws SQLException {
        Map<String, Decorated> columns = new LinkedHashMap<>();
        StringBuilder sql = new StringBuilder("CREATE TABLE t (id INT PRIMARY KEY, base INT NOT NULL");
        for (int i = 0; i < COLUMNS; i++) {
            Decorated column = column("c" + i);
            columns.put("c" + i, column);
            sql.append(",\n")
                    .append("c")
                    .append(i)
                    .append(' ')
                    .append(column.type())
                    .append(column.clauses());
        }
        database.run(
                sql.append(") CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci").toString());
        DatabaseSchema found = database.introspect();
        Table table = found.tables().getFirst();
        List<Column> wanted = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<String> withOtherType = new ArrayList<>();
        for (Column column : table.columns()) {
            Column next = columns.containsKey(column.name()) ? changed(column) : plain(column);
            wanted.add(next);
            if (!next.equals(plain(column))) {
                names.add(column.name());
            }
            if (!next.type().withArity(Arity.NULLABLE).equals(column.type().withArity(Arity.NULLABLE))) {
                withOtherType.add(column.name());
            }
        }
        DatabaseSchema after = DatabaseSchema.builder()
                .enums(found.enums())
                .tables(List.of(Table.of(
                        ObjectName.of("t"),
                        wanted,
                        Optional.of(PrimaryKey.of(Optional.empty(), "id")),
                        List.of(),
                        List.of())))
                .build();
        MysqlDialect dialect = new MysqlDialect();
        ChangeSet changes = SchemaDiffer.diff(new BeforeAfter<>(found, after), dialect);
        String script = MigrationScript.assemble(
                        MigrationScript.render(changes, dialect.renderer()), dialect.renderer())
                .text();
        Map<String, String> before = lines(database);
        database.run(script);
        Map<String, String> lines = lines(database);
        for (String name : names) {
            Decorated column = columns.get(name);
            List<String> marks = new ArrayList<>(column.marks());
            if (!withOtherType.contains(name)) {
                marks.addAll(column.marksOfType());
            }
            if (mariaDb
                    && isRefusedUnseen(after.tables().getFirst().column(name).orElseThrow(), column)) {
                marks.remove("INVISIBLE");
            }
            for (String mark : marks) {
                assertThat(before.get(name))
                        .as("the test knows how the server writes it")
                        .contains(mark);
                if (!lines.get(name).contains(mark)) {
                    losses.add("lost " + mark + "\n  before " + before.get(name) + "\n  after  " + lines.get(name)
                            + "\n  by "
                            + script.lines()
                                    .filter(line -> line.contains("`" + name + "`"))
                                    .toList());
                }
            }
        }
        return names.size();
    }

    /** MariaDB takes no invisible column that has to be named in each row. */
    private static boolean isRefusedUnseen(Column next, Decorated column) {
        return next.type().isRequired()
                && next.databaseDefault().isEmpty()
                && !column.clauses().contains("GENERATED");
    }

    // --- columns ---

    private Decorated column(String name) {
        return switch (random.nextInt(8)) {
            case 0 -> text("VARCHAR(20)", name);
            case 1 -> text("CHAR(10)", name);
            case 2 -> text("ENUM('a', 'b')", name);
            case 3 -> number("INT", name, "");
            case 4 ->
                number(
                        pick("INT(7) ZEROFILL", "BIGINT(12) UNSIGNED ZEROFILL", "SMALLINT(4) UNSIGNED ZEROFILL"),
                        name,
                        "zerofill");
            case 5 -> number(pick("FLOAT(7,4)", "DOUBLE(12,3)"), name, "(");
            case 6 -> number(pick("DECIMAL(10,2) UNSIGNED", "FLOAT UNSIGNED", "DOUBLE UNSIGNED"), name, "unsigned");
            default -> time(name);
        };
    }

    private Decorated text(String type, String name) {
        List<String> marks = new ArrayList<>();
        StringBuilder clauses = new StringBuilder();
        String written = type;
        if (mariaDb && type.startsWith("VARCHAR") && chance(4)) {
            written += " COMPRESSED";
            marks.add("COMPRESSED");
        }
        if (chance(2)) {
            String collation = pick("utf8mb4_bin", "latin1_german2_ci", "utf8mb4_spanish_ci");
            written += " CHARACTER SET " + collation.substring(0, collation.indexOf('_')) + " COLLATE " + collation;
            marks.add("COLLATE " + collation);
        }
        if (type.startsWith("VARCHAR") && chance(3) && !marks.contains("COMPRESSED")) {
            String kind = pick("STORED", "VIRTUAL");
            clauses.append(" GENERATED ALWAYS AS (concat('it''s \\\\ \u6771', base)) ")
                    .append(kind);
            marks.add("GENERATED ALWAYS AS (concat(");
            marks.add("it\\'s \\\\ \u6771'");
            marks.add(kind);
        } else if (chance(3)) {
            clauses.append(" DEFAULT 'a'");
        }
        ending(clauses, name, marks, "<> 'x'");
        return new Decorated(written, clauses.toString(), marks, List.of());
    }

    private Decorated number(String type, String name, String detail) {
        List<String> marks = new ArrayList<>();
        StringBuilder clauses = new StringBuilder();
        if (detail.isEmpty() && chance(2)) {
            String kind = pick("STORED", "VIRTUAL");
            clauses.append(" GENERATED ALWAYS AS (base * 2) ").append(kind);
            marks.add("GENERATED ALWAYS AS (");
            marks.add("`base` * 2");
            marks.add(kind);
        } else if (chance(3)) {
            clauses.append(" DEFAULT 7");
        }
        ending(clauses, name, marks, "<> 5");
        return new Decorated(type, clauses.toString(), marks, detail.isEmpty() ? List.of() : List.of(detail));
    }

    private Decorated time(String name) {
        List<String> marks = new ArrayList<>();
        StringBuilder clauses = new StringBuilder(" NULL");
        String type = pick("DATETIME(3)", "TIMESTAMP(3)");
        if (chance(2)) {
            clauses.append(" DEFAULT CURRENT_TIMESTAMP(3)");
        }
        if (chance(2)) {
            clauses.append(" ON UPDATE CURRENT_TIMESTAMP(3)");
            marks.add(mariaDb ? "ON UPDATE current_timestamp(" : "ON UPDATE CURRENT_TIMESTAMP(");
        }
        ending(clauses, name, marks, "<> '2000-01-01'");
        return new Decorated(type, clauses.toString(), marks, List.of());
    }

    private void ending(StringBuilder clauses, String name, List<String> marks, String condition) {
        if (chance(4)) {
            clauses.append(" INVISIBLE");
            marks.add("INVISIBLE");
        }
        if (chance(2)) {
            clauses.append(" COMMENT 'it''s \\\\ \u00e9'");
            marks.add("COMMENT 'it''s \\\\ \u00e9'");
        }
        if (chance(5) && clauses.indexOf("GENERATED") < 0) {
            clauses.append(" CHECK (")
                    .append(name)
                    .append(' ')
                    .append(condition)
                    .append(')');
            if (mariaDb) {
                marks.add("CHECK (`" + name + "` " + condition + ")");
            }
        }
    }

    // --- what the schema wants ---

    /** The column as a schema has it. */
    private static Column plain(Column column) {
        return new Column(
                column.name(),
                column.type(),
                column.defaultValue(),
                Optional.empty(),
                column.autoIncrement(),
                List.of());
    }

    private Column changed(Column column) {
        Column plain = plain(column);
        Optional<String> type = column.type().nativeType().map(NativeType::name);
        boolean computed = MysqlColumnOptions.of(column)
                .flatMap(MysqlColumnOptions::generation)
                .isPresent();
        return switch (random.nextInt(computed ? 2 : 3)) {
            case 0 -> with(plain, other(plain.type(), type.orElse("")));
            case 1 ->
                mariaDb && computed
                        ? with(plain, other(plain.type(), type.orElse("")))
                        : with(
                                plain,
                                plain.type().withArity(plain.type().isRequired() ? Arity.NULLABLE : Arity.REQUIRED));
            default ->
                switch (plain.type().family()) {
                    case dev.gnomon.engine.model.TypeFamily.EnumReference reference ->
                        plain.withDefault(new DefaultValue.Literal(new LiteralValue.EnumValue("b")));
                    default -> plain.withDefault(newDefault(type.orElse("")));
                };
        };
    }

    private static DefaultValue newDefault(String type) {
        return switch (type) {
            case "VarChar", "Char" -> new DefaultValue.Literal(new LiteralValue.Text("new"));
            case "DateTime", "Timestamp" -> new DefaultValue.CurrentTimestamp();
            default -> new DefaultValue.Literal(new LiteralValue.Number("3"));
        };
    }

    private static ColumnType other(ColumnType type, String name) {
        Optional<NativeType> changed = switch (name) {
            case "VarChar" -> Optional.of(NativeType.of("VarChar", 40));
            case "Char" -> Optional.of(NativeType.of("Char", 12));
            case "Int" -> Optional.of(NativeType.of("SmallInt"));
            case "DateTime", "Timestamp" -> Optional.of(NativeType.of(name, 6));
            default -> Optional.empty();
        };
        return changed.map(nativeType -> ColumnType.of(type.family(), type.arity(), nativeType))
                .orElseGet(() -> type.withArity(type.isRequired() ? Arity.NULLABLE : Arity.REQUIRED));
    }

    private static Column with(Column column, ColumnType type) {
        return new Column(
                column.name(), type, column.defaultValue(), Optional.empty(), column.autoIncrement(), List.of());
    }

    // --- what the server says ---

    /** The line of each column in the server's description. */
    private static Map<String, String> lines(ScratchDatabase database) throws SQLException {
        Map<String, String> lines = new LinkedHashMap<>();
        try (Statement statement = database.connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW CREATE TABLE t")) {
            row.next();
            row.getString(2)
                    .lines()
                    .map(String::strip)
                    .filter(line -> line.startsWith("`"))
                    .forEach(line -> lines.put(line.substring(1, line.indexOf('`', 1)), line));
        }
        return lines;
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
