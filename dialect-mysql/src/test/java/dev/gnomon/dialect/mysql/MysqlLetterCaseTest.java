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
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Servers that take {@code User} and {@code user} for one table. With {@code lower_case_table_names} 1 they store it in
 * lower case; with 2, which only file systems without letter case allow, as it was written.
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

    /** Servers to which two spellings are one name. */
    enum Ignoring {
        MYSQL_IN_LOWER_CASE(() -> TestServers.mysqlWith("--lower-case-table-names=1"), false),
        MARIADB_IN_LOWER_CASE(() -> TestServers.mariadbWith("--lower-case-table-names=1"), false),
        MYSQL_AS_WRITTEN(TestServers::mysqlIgnoringCase, true),
        MARIADB_AS_WRITTEN(TestServers::mariadbIgnoringCase, true);

        private final Supplier<TestServer> server;
        private final boolean asWritten;

        Ignoring(Supplier<TestServer> server, boolean asWritten) {
            this.server = server;
            this.asWritten = asWritten;
        }

        private ScratchDatabase database() {
            return new ScratchDatabase(server.get());
        }

        private String stored(String name) {
            return asWritten ? name : name.toLowerCase(Locale.ROOT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void names_are_those_of_the_schema(Ignoring server) throws SQLException {
        DatabaseSchema written = written();
        try (ScratchDatabase database = server.database()) {
            database.run(SCRIPT);
            DatabaseSchema stored = database.introspect();
            assertThat(stored.tables())
                    .extracting(table -> table.name().name())
                    .containsExactly(server.stored("BlogPost"), server.stored("User"));
            assertThat(stored.tables().getFirst().foreignKeys())
                    .as("the key names the table as the table is stored, whatever SHOW CREATE TABLE says")
                    .extracting(key -> key.referencedTable().name())
                    .containsExactly(server.stored("User"));
            assertThat(script(stored, written)).isEqualTo(MigrationScript.EMPTY);
            assertThat(script(written, stored)).isEqualTo(MigrationScript.EMPTY);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_change_reaches_the_table(Ignoring server) throws SQLException {
        try (ScratchDatabase database = server.database()) {
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
    @EnumSource
    void scripts_may_spell_one_table_in_several_ways(Ignoring server) throws SQLException {
        try (ScratchDatabase usual = new ScratchDatabase(TestServers.mysql());
                ScratchDatabase database = server.database()) {
            usual.run(SCRIPT);
            usual.run(
                    "ALTER TABLE `User` ADD COLUMN `Name` VARCHAR(20) NULL; CREATE INDEX `ix` ON `BlogPost`(`Id`, `UserId`)");
            DatabaseSchema written =
                    usual.introspect().toBuilder().dialectObjects(List.of()).build();
            database.run(SCRIPT);
            database.run(
                    "ALTER TABLE `uSER` ADD COLUMN `Name` VARCHAR(20) NULL; CREATE INDEX `ix` ON `BLOGPOST`(`Id`, `UserId`)");
            assertThat(script(database.introspect(), written)).isEqualTo(MigrationScript.EMPTY);
            database.run("RENAME TABLE `user` TO `x`, `X` TO `USER`");
            assertThat(script(database.introspect(), written)).isEqualTo(MigrationScript.EMPTY);
            assertThat(script(written, database.introspect())).isEqualTo(MigrationScript.EMPTY);
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
        return MigrationScript.assemble(MigrationScript.render(changes, dialect.renderer()), dialect.renderer())
                .text();
    }
}
