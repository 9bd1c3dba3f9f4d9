package dev.gnomon.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.core.diff.SchemaDiffer;
import dev.gnomon.engine.core.script.MigrationScript;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.tck.server.TestServer;
import dev.gnomon.engine.tck.server.TestServers;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Servers that take {@code User} and {@code user} for one table. With {@code lower_case_table_names} 1 they store it in
 * lower case, with 2, which only file systems without letter case allow, as it was written.
 */
class MysqlLetterCaseTest {

    private static final String SCRIPT = """
            CREATE TABLE `User` (
                `Id` INTEGER NOT NULL,
                `Role` ENUM('A', 'B') NOT NULL,
                INDEX `User_Role_idx`(`Role`),
                PRIMARY KEY (`Id`)
            ) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
            CREATE TABLE `BlogPost` (
                `Id` INTEGER NOT NULL,
                `UserId` INTEGER NOT NULL,
                PRIMARY KEY (`Id`),
                CONSTRAINT `BlogPost_UserId_fkey` FOREIGN KEY (`UserId`) REFERENCES `User`(`Id`) ON DELETE RESTRICT
                    ON UPDATE CASCADE
            ) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
            """;

    private final MysqlDialect dialect = new MysqlDialect();

    static Stream<TestServer> servers() {
        return Stream.of(
                TestServers.mysqlWith("--lower-case-table-names=1"),
                TestServers.mariadbWith("--lower-case-table-names=1"));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void names_in_lower_case_are_those_of_the_schema(TestServer server) throws SQLException {
        DatabaseSchema written = written();
        try (ScratchDatabase database = new ScratchDatabase(server)) {
            database.run(SCRIPT);
            DatabaseSchema stored = database.introspect();
            assertThat(stored.tables()).extracting(table -> table.name().name()).containsExactly("blogpost", "user");
            assertThat(script(stored, written)).isEqualTo(MigrationScript.EMPTY);
            assertThat(script(written, stored)).isEqualTo(MigrationScript.EMPTY);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void a_change_reaches_the_table_that_is_stored_in_lower_case(TestServer server) throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(server)) {
            database.run(SCRIPT);
            DatabaseSchema before = database.introspect();
            database.run("ALTER TABLE `User` ADD COLUMN `Name` VARCHAR(20) NULL; DROP TABLE `BlogPost`");
            DatabaseSchema after = database.introspect();
            database.run("DROP TABLE `User`");
            database.run(SCRIPT);
            database.run(script(before, after));
            assertThat(database.introspect()).isEqualTo(after);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whoever_stores_names_as_written_compares_them_without_letter_case_too(int setting) throws SQLException {
        DatabaseSchema written = written();
        DatabaseSchema other = stored(written, setting);
        assertThat(script(other, written)).isEqualTo(MigrationScript.EMPTY);
        assertThat(script(written, other)).isEqualTo(MigrationScript.EMPTY);
        assertThat(script(stored(written, 0), written))
                .as("letter case counts with 0")
                .contains("DROP TABLE `USER`", "CREATE TABLE `User`");
    }

    /** What a server without this setting reads back, which is what the schema file asks for. */
    private static DatabaseSchema written() throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(TestServers.mysql())) {
            database.run(SCRIPT);
            DatabaseSchema schema = database.introspect();
            return schema.toBuilder().dialectObjects(List.of()).build();
        }
    }

    /** The same as a server with this setting would tell it, had somebody written the names in capitals. */
    private static DatabaseSchema stored(DatabaseSchema schema, int setting) {
        return schema.toBuilder()
                .tables(schema.tables().stream()
                        .map(table -> new Table(
                                table.name().sibling(table.name().name().toUpperCase(Locale.ROOT)),
                                table.columns(),
                                table.primaryKey(),
                                table.indexes(),
                                table.foreignKeys().stream()
                                        .map(MysqlLetterCaseTest::inLowerCase)
                                        .toList(),
                                table.unmodelled(),
                                table.dialectObjects()))
                        .toList())
                .dialectObjects(List.of(new MysqlFacts("8.0.31", false, setting)))
                .build();
    }

    private static ForeignKey inLowerCase(ForeignKey key) {
        ObjectName referenced = key.referencedTable();
        return new ForeignKey(
                key.name(),
                key.columns(),
                referenced.sibling(referenced.name().toLowerCase(Locale.ROOT)),
                key.referencedColumns(),
                key.onDelete(),
                key.onUpdate());
    }

    private String script(DatabaseSchema before, DatabaseSchema after) {
        ChangeSet changes = SchemaDiffer.diff(new BeforeAfter<>(before, after), dialect);
        return MigrationScript.assemble(MigrationScript.render(changes, dialect.renderer()), dialect.renderer());
    }
}
