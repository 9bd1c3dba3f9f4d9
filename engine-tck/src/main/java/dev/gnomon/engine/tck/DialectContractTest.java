package dev.gnomon.engine.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.core.diff.SchemaDiffer;
import dev.gnomon.engine.dialect.Capability;
import dev.gnomon.engine.dialect.DatabaseProtection;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.HistoryTable;
import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.dialect.MigrationLock;
import dev.gnomon.engine.dialect.PermissionReport;
import dev.gnomon.engine.dialect.ScriptFailedException;
import dev.gnomon.engine.dialect.ShadowDatabases.Leftover;
import dev.gnomon.engine.dialect.ShadowDatabases.ShadowDatabase;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every dialect must do. Extend it, name the dialect and how a database gets its URL, and add nothing else.
 *
 * <p>The numbers are those of the rules in {@code docs/dialect-contract.md}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DialectContractTest {

    private static final ObjectName CAT = ObjectName.of("cat");
    private static final ObjectName TOY = ObjectName.of("toy");

    private boolean created;
    private DatabaseTarget target = new DatabaseTarget("none", java.nio.file.Path.of(""));

    /** The dialect under test. */
    protected abstract Dialect dialect();

    /** The URL of a database that does not exist yet, on a server where the user may create it. */
    protected abstract DatabaseTarget newDatabase();

    @BeforeEach
    void create_a_database() {
        created = false;
        target = newDatabase();
        dialect().connector().createDatabase(target);
        created = true;
    }

    @AfterEach
    void drop_the_database() {
        if (created) {
            dialect().connector().dropDatabase(target);
        }
    }

    /** The cases for which the dialect declares what they need. */
    Stream<SchemaCase> cases() {
        return SchemaCase.all().stream()
                .filter(schemaCase -> dialect().capabilities().containsAll(schemaCase.needs()));
    }

    Stream<SchemaCase> casesInWhichRowsSurvive() {
        return cases().filter(SchemaCase::rowsSurvive);
    }

    Stream<SchemaCase> casesInWhichRowsReferToOthers() {
        return casesInWhichRowsSurvive().filter(schemaCase -> {
            BeforeAfter<DatabaseSchema> states = statesOf(schemaCase);
            return states.before().table(TOY).isPresent()
                    && states.after().table(TOY).isPresent();
        });
    }

    // --- D1: who it is ---

    @Test
    void d1_declares_the_api_level_that_it_was_compiled_with() {
        assertThat(dialect().apiLevel()).isBetween(1, Dialect.API_LEVEL);
        assertThat(dialect().displayName()).isNotBlank();
    }

    // --- D2: connecting ---

    @Test
    void d2_1_accepts_its_own_url_and_no_nonsense() {
        assertThat(dialect().connector().accepts(target)).isTrue();
        assertThat(dialect().connector().accepts(target.withUrl("gopher://nowhere")))
                .isFalse();
    }

    @Test
    void d2_2_says_where_a_database_is() {
        assertThat(dialect().connector().locate(target).database()).isPresent();
    }

    @Test
    void d2_3_refuses_a_database_that_does_not_exist_and_does_not_create_it() {
        DatabaseTarget missing = newDatabase();
        for (int attempt = 0; attempt < 2; attempt++) {
            GnomonException refusal = catchThrowableOfType(
                    GnomonException.class, () -> dialect().connector().connect(missing));
            assertThat(refusal).isNotNull();
            assertThat(refusal.code()).isEqualTo(EngineErrorCode.DATABASE_DOES_NOT_EXIST);
        }
    }

    @Test
    void d2_4_knows_a_database_from_another_whatever_the_session() throws SQLException {
        DatabaseTarget other = newDatabase();
        dialect().connector().createDatabase(other);
        try (Connection one = connect();
                Connection two = connect();
                Connection three = dialect().connector().connect(other)) {
            assertThat(dialect().connector().identify(one, target))
                    .isEqualTo(dialect().connector().identify(two, target))
                    .isNotEqualTo(dialect().connector().identify(three, other));
        } finally {
            dialect().connector().dropDatabase(other);
        }
    }

    @Test
    void d2_5_tells_the_servers_version() throws SQLException {
        try (Connection connection = connect()) {
            assertThat(dialect().connector().serverVersion(connection)).containsPattern("[0-9]");
        }
    }

    // --- D3: reading ---

    @Test
    void d3_1_reads_nothing_from_a_new_database() throws SQLException {
        try (Connection connection = connect()) {
            DatabaseSchema schema = introspect(connection);
            assertThat(schema.tables()).isEmpty();
            assertThat(schema.enums()).isEmpty();
            assertThat(schema.views()).isEmpty();
        }
    }

    @Test
    void d3_2_leaves_the_history_table_out() throws SQLException {
        try (Connection connection = connect()) {
            createHistoryTable(connection);
            assertThat(introspect(connection).tables()).isEmpty();
        }
    }

    @Test
    void d3_3_reads_tables_in_the_order_of_their_names() throws SQLException {
        CaseSchemas schemas = new CaseSchemas(dialect());
        try (Connection connection = connect()) {
            migrate(
                    connection,
                    DatabaseSchema.EMPTY,
                    schemas.schema(schemas.table("c"), schemas.table("a"), schemas.table("b")));
            assertThat(introspect(connection).tables().stream().map(Table::name).map(ObjectName::name))
                    .containsExactly("a", "b", "c");
        }
    }

    // --- D4: changing ---

    @ParameterizedTest
    @MethodSource("cases")
    void d4_1_migrates_and_then_finds_nothing_to_do(SchemaCase schemaCase) throws SQLException {
        BeforeAfter<DatabaseSchema> states = statesOf(schemaCase);
        try (Connection connection = connect()) {
            migrate(connection, DatabaseSchema.EMPTY, states.before());
            DatabaseSchema before = introspect(connection);
            assertThat(diff(before, states.before()).changes())
                    .as("made as wanted")
                    .isEmpty();
            migrate(connection, before, states.after());
            assertThat(diff(introspect(connection), states.after()).changes())
                    .as("migrated as wanted")
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("casesInWhichRowsSurvive")
    void d4_2_keeps_the_rows_of_a_table_that_stays(SchemaCase schemaCase) throws SQLException {
        BeforeAfter<DatabaseSchema> states = statesOf(schemaCase);
        try (Connection connection = connect()) {
            migrate(connection, DatabaseSchema.EMPTY, states.before());
            insertCat(connection);
            migrate(connection, introspect(connection), states.after());
            assertThat(catNames(connection)).containsExactly("Tom");
        }
    }

    @ParameterizedTest
    @MethodSource("casesInWhichRowsReferToOthers")
    void d4_3_keeps_the_rows_that_refer_to_a_table_that_stays(SchemaCase schemaCase) throws SQLException {
        BeforeAfter<DatabaseSchema> states = statesOf(schemaCase);
        try (Connection connection = connect()) {
            migrate(connection, DatabaseSchema.EMPTY, states.before());
            insertCat(connection);
            insert(connection, TOY, List.of("id", "cat_id"), 1, 1);
            migrate(connection, introspect(connection), states.after());
            assertThat(count(connection, TOY)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void d4_4_renders_the_same_statements_every_time_and_without_terminators(SchemaCase schemaCase) {
        ChangeSet changeSet = diff(DatabaseSchema.EMPTY, statesOf(schemaCase).after());
        for (SchemaChange change : changeSet.changes()) {
            List<String> statements = dialect().renderer().render(change, changeSet);
            assertThat(dialect().renderer().render(change, changeSet)).isEqualTo(statements);
            assertThat(statements).noneMatch(statement -> statement.strip().endsWith(";"));
        }
    }

    @Test
    void d4_5_enforces_what_the_schema_says() throws SQLException {
        CaseSchemas schemas = new CaseSchemas(dialect());
        Table cat = schemas.withIndexes(
                schemas.table(
                        "cat",
                        schemas.column(
                                "name",
                                dev.gnomon.engine.model.TypeFamily.Scalar.STRING,
                                dev.gnomon.engine.model.Arity.REQUIRED)),
                schemas.unique("cat", "name"));
        try (Connection connection = connect()) {
            migrate(connection, DatabaseSchema.EMPTY, schemas.schema(cat));
            insertCat(connection);
            assertThatThrownBy(() -> insert(connection, CAT, List.of("id", "name"), 2, "Tom"))
                    .as("a second row of a unique value")
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> insert(connection, CAT, List.of("id", "name"), 3, null))
                    .as("null in a required column")
                    .isInstanceOf(SQLException.class);
        }
    }

    // --- D5: scripts ---

    @Test
    void d5_1_splits_a_script_into_its_statements() {
        assertThat(dialect().scriptRunner().split(script()))
                .extracting(statement -> statement.sql().strip())
                .hasSize(2);
        assertThat(dialect().scriptRunner().split("")).isEmpty();
        assertThat(dialect().scriptRunner().split("-- nothing\n")).isEmpty();
    }

    @Test
    void d5_2_runs_all_statements_of_a_script() throws SQLException {
        try (Connection connection = connect()) {
            dialect().scriptRunner().run(connection, script());
            assertThat(introspect(connection).tables()).hasSize(2);
        }
    }

    @Test
    void d5_3_says_which_statement_failed_and_leaves_the_session_usable() throws SQLException {
        try (Connection connection = connect()) {
            ScriptFailedException failure = catchThrowableOfType(
                    ScriptFailedException.class,
                    () -> dialect()
                            .scriptRunner()
                            .run(
                                    connection,
                                    script() + "\nDROP TABLE "
                                            + dialect().renderer().quote("missing") + ";\n"));
            assertThat((Throwable) failure).isNotNull();
            assertThat(failure.failure().report()).isNotBlank();
            int tables = introspect(connection).tables().size();
            if (dialect().capabilities().contains(Capability.TRANSACTIONAL_DDL)) {
                assertThat(tables).as("all or nothing is declared").isZero();
                assertThat(failure.failure().rolledBack()).isTrue();
            } else {
                assertThat(tables).as("all or nothing is not declared").isEqualTo(2);
                assertThat(failure.failure().rolledBack()).isFalse();
                assertThat(failure.failure().statementIndex()).contains(2);
            }
        }
    }

    // --- D6: the history table ---

    @Test
    void d6_keeps_points_in_time_to_the_millisecond() throws SQLException {
        HistoryTable history = dialect().historyTable();
        Instant started = Instant.parse("2026-02-03T04:05:06.789Z");
        try (Connection connection = connect()) {
            createHistoryTable(connection);
            String table = history.quotedName(dialect().connector().defaultNamespace(connection));
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO " + table + " (id, checksum, migration_name, started_at) VALUES ('1', 'c', 'm', ?)")) {
                history.bindInstant(insert, 1, started);
                insert.executeUpdate();
            }
            try (Statement query = connection.createStatement();
                    ResultSet row = query.executeQuery("SELECT started_at, finished_at FROM " + table)) {
                assertThat(row.next()).isTrue();
                assertThat(history.readInstant(row, "started_at")).contains(started);
                assertThat(history.readInstant(row, "finished_at")).isEmpty();
            }
        }
    }

    // --- D7: the lock ---

    @Test
    void d7_excludes_another_session_until_it_is_released() throws SQLException {
        assumeTrue(dialect().capabilities().contains(Capability.MIGRATION_LOCK), "declares no lock");
        try (Connection one = connect();
                Connection two = connect()) {
            MigrationLock.Held held = dialect().migrationLock().acquire(one, Duration.ofSeconds(5));
            assertThatThrownBy(() -> dialect().migrationLock().acquire(two, Duration.ofMillis(200)))
                    .isInstanceOf(GnomonException.class)
                    .hasMessageContaining(EngineErrorCode.SERVER_TIMED_OUT.id());
            held.close();
            held.close();
            dialect().migrationLock().acquire(two, Duration.ofSeconds(5)).close();
        }
    }

    // --- D8: the shadow database ---

    @Test
    void d8_1_does_not_deny_what_works() throws SQLException {
        try (Connection connection = connect()) {
            assertThat(dialect().shadowDatabases().checkPermission(connection))
                    .isNotInstanceOf(PermissionReport.Denied.class);
        }
    }

    @Test
    void d8_2_makes_an_empty_database_apart_from_the_main_one_and_drops_it() throws SQLException {
        CaseSchemas schemas = new CaseSchemas(dialect());
        try (Connection connection = connect()) {
            migrate(connection, DatabaseSchema.EMPTY, schemas.schema(schemas.table("cat")));
            String name;
            try (ShadowDatabase shadow = dialect().shadowDatabases().create(connection, target)) {
                name = shadow.name();
                assertThat(introspect(shadow.connection()).tables()).isEmpty();
                migrate(shadow.connection(), introspect(shadow.connection()), schemas.schema(schemas.table("dog")));
            }
            assertThat(introspect(connection).tables()).hasSize(1);
            assertThat(dialect().shadowDatabases().list(connection).stream().map(Leftover::name))
                    .doesNotContain(name);
        }
    }

    @Test
    void d8_3_knows_its_own_mark() throws SQLException {
        try (Connection connection = connect()) {
            assertThat(dialect().shadowDatabases().isMarked(connection)).isFalse();
            dialect().shadowDatabases().mark(connection);
            assertThat(dialect().shadowDatabases().isMarked(connection)).isTrue();
            dialect().shadowDatabases().unmark(connection);
            assertThat(dialect().shadowDatabases().isMarked(connection)).isFalse();
            assertThat(introspect(connection).tables()).isEmpty();
        }
    }

    // --- D9: emptying ---

    @Test
    void d9_removes_everything_and_leaves_a_database_that_works() throws SQLException {
        BeforeAfter<DatabaseSchema> states = new BeforeAfter<>(
                DatabaseSchema.EMPTY,
                SchemaCase.all().stream()
                        .filter(schemaCase -> schemaCase.name().equals("add a foreign key"))
                        .findFirst()
                        .orElseThrow()
                        .states()
                        .apply(new CaseSchemas(dialect()))
                        .before());
        try (Connection connection = connect()) {
            createHistoryTable(connection);
            migrate(connection, DatabaseSchema.EMPTY, states.after());
            insertCat(connection);
            dialect().databaseReset().reset(connection, IntrospectionScope.DEFAULT_NAMESPACE);
            assertThat(introspect(connection).tables()).isEmpty();
            migrate(connection, introspect(connection), states.after());
            createHistoryTable(connection);
            assertThat(catNames(connection)).isEmpty();
        }
    }

    // --- D10: secrets ---

    @Test
    void d9_2_keeps_a_mark_against_emptying_that_every_session_sees_and_no_introspection_shows() throws SQLException {
        Optional<DatabaseProtection> protection = dialect().databaseProtection();
        try (Connection one = connect();
                Connection two = connect()) {
            assumeTrue(protection.isPresent(), "this dialect cannot protect databases");
            DatabaseSchema before = introspect(one);
            protection.get().protect(one);
            protection.get().protect(one);
            assertThat(protection.get().isProtected(two)).isTrue();
            assertThat(introspect(two)).isEqualTo(before);
            protection.get().unprotect(two);
            protection.get().unprotect(two);
            assertThat(protection.get().isProtected(one)).isFalse();
        }
    }

    @Test
    void d10_shows_no_password_when_it_cannot_connect() {
        DatabaseTarget secret = withPassword(newDatabase(), "s3cr3t-Pa55");
        GnomonException refusal = catchThrowableOfType(
                GnomonException.class,
                () -> dialect().connector().connect(secret).close());
        assertThat(secret.toString()).doesNotContain("s3cr3t-Pa55");
        if (refusal != null) {
            for (Throwable at = refusal; at != null; at = at.getCause()) {
                assertThat(String.valueOf(at.getMessage())).doesNotContain("s3cr3t-Pa55");
            }
        }
    }

    /** The URL with a password in it, as this dialect's URLs hold one; the same URL where there are none. */
    protected DatabaseTarget withPassword(DatabaseTarget without, String password) {
        return without.withUrl(without.url().replaceFirst("//([^:/@]+)(?::[^@/]*)?@", "//$1:" + password + "@"));
    }

    private BeforeAfter<DatabaseSchema> statesOf(SchemaCase schemaCase) {
        return schemaCase.states().apply(new CaseSchemas(dialect()));
    }

    private Connection connect() {
        return dialect().connector().connect(target);
    }

    private DatabaseSchema introspect(Connection connection) throws SQLException {
        return dialect().introspector().introspect(connection, IntrospectionScope.DEFAULT_NAMESPACE);
    }

    private ChangeSet diff(DatabaseSchema before, DatabaseSchema after) {
        return SchemaDiffer.diff(new BeforeAfter<>(before, after), dialect());
    }

    /** Runs what leads from one state to the other, as a migration would. */
    private void migrate(Connection connection, DatabaseSchema before, DatabaseSchema after)
            throws ScriptFailedException {
        ChangeSet changeSet = diff(before, after);
        StringBuilder steps = new StringBuilder();
        for (SchemaChange change : changeSet.changes()) {
            dialect()
                    .renderer()
                    .render(change, changeSet)
                    .forEach(statement -> steps.append(statement).append(";\n"));
        }
        if (!steps.isEmpty()) {
            dialect().scriptRunner().run(connection, dialect().renderer().frame(steps.toString()));
        }
    }

    /** Two statements, with a terminator inside quotes and one in a comment. */
    private String script() {
        CaseSchemas schemas = new CaseSchemas(dialect());
        ChangeSet changeSet = diff(schemas.schema(), schemas.schema(schemas.table("a;b"), schemas.table("c")));
        StringBuilder script = new StringBuilder("-- first; second\n");
        changeSet.changes().stream()
                .filter(SchemaChange.CreateTable.class::isInstance)
                .flatMap(change -> dialect().renderer().render(change, changeSet).stream())
                .forEach(statement -> script.append(statement).append(";\n/* ; */\n"));
        return script.toString();
    }

    private void createHistoryTable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(dialect()
                    .historyTable()
                    .createStatement(dialect().connector().defaultNamespace(connection)));
        }
    }

    private void insertCat(Connection connection) throws SQLException {
        insert(connection, CAT, List.of("id", "name"), 1, "Tom");
    }

    private void insert(
            Connection connection,
            ObjectName table,
            List<String> columns,
            @org.jspecify.annotations.Nullable Object... values)
            throws SQLException {
        String names = String.join(
                ", ", columns.stream().map(dialect().renderer()::quote).toList());
        String marks = String.join(", ", columns.stream().map(column -> "?").toList());
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO " + dialect().renderer().quote(table) + " (" + names + ") VALUES (" + marks + ")")) {
            for (int i = 0; i < values.length; i++) {
                if (values[i] == null) {
                    statement.setNull(i + 1, java.sql.Types.VARCHAR);
                } else {
                    statement.setObject(i + 1, values[i]);
                }
            }
            statement.executeUpdate();
        }
    }

    private List<String> catNames(Connection connection) throws SQLException {
        List<String> names = new java.util.ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT " + dialect().renderer().quote("name") + " FROM "
                                + dialect().renderer().quote(CAT))) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private long count(Connection connection, ObjectName table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT COUNT(*) FROM " + dialect().renderer().quote(table))) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
