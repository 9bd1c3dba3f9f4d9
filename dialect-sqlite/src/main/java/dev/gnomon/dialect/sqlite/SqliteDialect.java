package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.dialect.Capability;
import dev.gnomon.engine.dialect.ConfiguredShadowDatabase;
import dev.gnomon.engine.dialect.Connector;
import dev.gnomon.engine.dialect.DataLossRules;
import dev.gnomon.engine.dialect.DatabaseProtection;
import dev.gnomon.engine.dialect.DatabaseReset;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.DialectId;
import dev.gnomon.engine.dialect.DiffRules;
import dev.gnomon.engine.dialect.HistoryTable;
import dev.gnomon.engine.dialect.Introspector;
import dev.gnomon.engine.dialect.MigrationLock;
import dev.gnomon.engine.dialect.ReplayConditions;
import dev.gnomon.engine.dialect.SchemaTraits;
import dev.gnomon.engine.dialect.ScriptReach;
import dev.gnomon.engine.dialect.ScriptRunner;
import dev.gnomon.engine.dialect.SessionGuard;
import dev.gnomon.engine.dialect.ShadowDatabases;
import dev.gnomon.engine.dialect.SqlRenderer;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * SQLite, version 3.
 *
 * <p>The roles hold no state: each is made when it is asked for, so that a dialect which is only listed loads none.
 */
public final class SqliteDialect implements Dialect {

    private static final DialectId ID = new DialectId("sqlite");

    private static final Set<Capability> CAPABILITIES = Collections.unmodifiableSet(EnumSet.of(
            Capability.FOREIGN_KEYS,
            Capability.PARTIAL_INDEXES,
            Capability.TRANSACTIONAL_DDL,
            Capability.CREATE_DATABASE,
            Capability.MIGRATION_LOCK));

    @Override
    public DialectId id() {
        return ID;
    }

    @Override
    public int apiLevel() {
        return API_LEVEL;
    }

    @Override
    public String displayName() {
        return "SQLite";
    }

    @Override
    public Set<Capability> capabilities() {
        return CAPABILITIES;
    }

    @Override
    public SchemaTraits schemaTraits() {
        return new SqliteSchemaTraits();
    }

    @Override
    public DiffRules diffRules() {
        return new SqliteDiffRules();
    }

    @Override
    public SqlRenderer renderer() {
        return new SqliteRenderer();
    }

    @Override
    public DataLossRules dataLossRules() {
        return new SqliteDataLossRules();
    }

    @Override
    public Connector connector() {
        return new SqliteConnector();
    }

    @Override
    public Introspector introspector() {
        return new SqliteIntrospector();
    }

    @Override
    public ShadowDatabases shadowDatabases() {
        return new SqliteShadowDatabases();
    }

    @Override
    public ConfiguredShadowDatabase configuredShadowDatabase() {
        return new SqliteConfiguredShadowDatabase();
    }

    @Override
    public ScriptRunner scriptRunner() {
        return new SqliteScriptRunner();
    }

    @Override
    public HistoryTable historyTable() {
        return new SqliteHistoryTable();
    }

    @Override
    public MigrationLock migrationLock() {
        return new SqliteMigrationLock();
    }

    @Override
    public DatabaseReset databaseReset() {
        return new SqliteDatabaseReset();
    }

    @Override
    public Optional<DatabaseProtection> databaseProtection() {
        return Optional.of(new SqliteDatabaseProtection());
    }

    @Override
    public Optional<ScriptReach> scriptReach() {
        return Optional.of(new SqliteScriptReach());
    }

    @Override
    public Optional<SessionGuard> sessionGuard() {
        return Optional.of(new SqliteSessionGuard());
    }

    @Override
    public Optional<ReplayConditions> replayConditions() {
        return Optional.of(new SqliteReplayConditions());
    }
}
