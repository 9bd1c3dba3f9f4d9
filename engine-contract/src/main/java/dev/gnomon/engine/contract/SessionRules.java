package dev.gnomon.engine.contract;

import dev.gnomon.engine.dialect.Capability;
import dev.gnomon.engine.dialect.DatabaseProtection;
import dev.gnomon.engine.dialect.HistoryTable;
import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.dialect.MigrationLock;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.ReferentialAction;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The history table, the lock, and starting over. */
final class SessionRules {

    private static final Duration LONG = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofMillis(200);

    private SessionRules() {}

    static void addTo(DialectContract.Checks checks) {
        checks.add(Rules.MOMENTS, SessionRules::keepsMoments);
        checks.add(Rules.LOCK, "released", SessionRules::excludesUntilReleased);
        checks.add(Rules.LOCK, "the session ends", SessionRules::endsWithTheSession);
        checks.add(Rules.LOCK, "changes of the structure in between", SessionRules::outlivesChanges);
        checks.add(Rules.RESET, SessionRules::emptiesDatabase);
        checks.add(Rules.PROTECTION, SessionRules::protectsDatabase);
    }

    private static void keepsMoments(Playground playground) throws Exception {
        HistoryTable history = playground.dialect().historyTable();
        Instant started = Instant.parse("2026-02-03T04:05:06.789Z");
        Connection connection = playground.connect();
        playground.createHistoryTable(connection);
        String table = history.quotedName(playground.dialect().connector().place(connection));
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO " + table + " (id, checksum, migration_name, started_at) VALUES ('1', 'c', 'm', ?)")) {
            history.bindInstant(insert, 1, started);
            insert.executeUpdate();
        }
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery("SELECT started_at, finished_at FROM " + table)) {
            Expect.that(row.next(), "the row is not there");
            Expect.equal(history.readInstant(row, "started_at"), Optional.of(started), "the point in time");
            Expect.equal(history.readInstant(row, "finished_at"), Optional.empty(), "a point in time that is none");
        }
    }

    private static MigrationLock lock(Playground playground) {
        NotApplicableException.unless(
                playground.dialect().capabilities().contains(Capability.MIGRATION_LOCK), "declares no lock");
        return playground.dialect().migrationLock();
    }

    private static void expectExcluded(MigrationLock lock, Connection other) throws Exception {
        GnomonException refusal = Expect.refused(
                GnomonException.class,
                "a second session gets the lock while the first one holds it",
                () -> lock.acquire(other, SHORT));
        Expect.equal(refusal.code(), EngineErrorCode.SERVER_TIMED_OUT, "the code of the refusal");
    }

    private static void excludesUntilReleased(Playground playground) throws Exception {
        MigrationLock lock = lock(playground);
        Connection one = playground.connect();
        Connection two = playground.connect();
        MigrationLock.Held held = lock.acquire(one, LONG);
        expectExcluded(lock, two);
        held.close();
        held.close();
        lock.acquire(two, LONG).close();
    }

    private static void endsWithTheSession(Playground playground) throws Exception {
        MigrationLock lock = lock(playground);
        Connection one = playground.connect();
        Connection two = playground.connect();
        lock.acquire(one, LONG);
        one.close();
        lock.acquire(two, LONG).close();
    }

    private static void outlivesChanges(Playground playground) throws Exception {
        MigrationLock lock = lock(playground);
        Connection one = playground.connect();
        Connection two = playground.connect();
        MigrationLock.Held held = lock.acquire(one, LONG);
        CaseSchemas s = playground.schemas();
        playground.migrate(one, DatabaseSchema.EMPTY, s.schema(s.table("cat")));
        expectExcluded(lock, two);
        held.close();
    }

    private static void emptiesDatabase(Playground playground) throws Exception {
        CaseSchemas s = playground.schemas();
        Table cat = s.table("cat", s.column("name", Scalar.STRING, Arity.REQUIRED));
        Table toy = s.table("toy", s.column("cat_id", Scalar.INT, Arity.NULLABLE));
        boolean foreignKeys = playground.dialect().capabilities().contains(Capability.FOREIGN_KEYS);
        DatabaseSchema schema = s.schema(
                cat,
                foreignKeys
                        ? s.withForeignKeys(toy, s.foreignKey("toy", "cat_id", "cat", ReferentialAction.CASCADE))
                        : toy);
        Connection connection = playground.connect();
        playground.createHistoryTable(connection);
        playground.migrate(connection, DatabaseSchema.EMPTY, schema);
        playground.insertCat(connection, 1, "Tom");
        playground
                .dialect()
                .databaseReset()
                .reset(
                        connection,
                        playground.dialect().connector().place(connection),
                        IntrospectionScope.DEFAULT_NAMESPACE);
        Expect.none(playground.introspect(connection).tables(), "tables are left");
        playground.migrate(connection, playground.introspect(connection), schema);
        playground.createHistoryTable(connection);
        Expect.none(playground.rows(connection, Playground.CAT, List.of("name")), "rows are left");
    }

    private static void protectsDatabase(Playground playground) throws Exception {
        Optional<DatabaseProtection> role = playground.dialect().databaseProtection();
        NotApplicableException.unless(role.isPresent(), "cannot protect databases");
        DatabaseProtection protection = role.orElseThrow();
        Connection one = playground.connect();
        Connection two = playground.connect();
        Expect.that(!protection.isProtected(one), "a new database is protected");
        DatabaseSchema before = playground.introspect(one);
        protection.protect(one);
        protection.protect(one);
        Expect.that(protection.isProtected(two), "another session does not see the mark");
        Expect.equal(playground.introspect(two), before, "what is read of a protected database");
        protection.unprotect(two);
        protection.unprotect(two);
        Expect.that(!protection.isProtected(one), "the mark is not removed");
    }
}
