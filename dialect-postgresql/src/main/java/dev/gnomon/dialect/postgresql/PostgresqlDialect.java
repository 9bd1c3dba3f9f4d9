package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.dialect.Capability;
import dev.gnomon.engine.dialect.Connector;
import dev.gnomon.engine.dialect.DataLossRules;
import dev.gnomon.engine.dialect.DatabaseProtection;
import dev.gnomon.engine.dialect.DatabaseReset;
import dev.gnomon.engine.dialect.DefaultWording;
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

/** PostgreSQL, version 10 and later. */
public final class PostgresqlDialect implements Dialect {

    private static final DialectId ID = new DialectId("postgresql");

    private static final Set<Capability> CAPABILITIES = Collections.unmodifiableSet(EnumSet.of(
            Capability.FOREIGN_KEYS,
            Capability.NAMESPACES,
            Capability.ENUMS,
            Capability.EXTENSIONS,
            Capability.ALTER_COLUMN_IN_PLACE,
            Capability.RENAME_INDEX,
            Capability.RENAME_FOREIGN_KEY,
            Capability.RENAME_PRIMARY_KEY,
            Capability.PARTIAL_INDEXES,
            Capability.TRANSACTIONAL_DDL,
            Capability.CREATE_DATABASE,
            Capability.MIGRATION_LOCK));

    private static final SqlRenderer RENDERER = new PostgresqlRenderer();
    private static final Connector CONNECTOR = new PostgresqlConnector();
    private static final Introspector INTROSPECTOR = new PostgresqlIntrospector();
    private static final DataLossRules DATA_LOSS_RULES = new PostgresqlDataLossRules();
    private static final ShadowDatabases SHADOW_DATABASES = new PostgresqlShadowDatabases();
    private static final ScriptRunner SCRIPT_RUNNER = new PostgresqlScriptRunner();
    private static final HistoryTable HISTORY_TABLE = new PostgresqlHistoryTable();
    private static final MigrationLock MIGRATION_LOCK = new PostgresqlMigrationLock();
    private static final DatabaseReset DATABASE_RESET = new PostgresqlDatabaseReset();
    private static final DatabaseProtection DATABASE_PROTECTION = new PostgresqlDatabaseProtection();
    private static final SessionGuard SESSION_GUARD = new PostgresqlSessionGuard();
    private static final ScriptReach SCRIPT_REACH = new PostgresqlScriptReach();

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
        return "PostgreSQL";
    }

    @Override
    public Set<String> aliases() {
        return Set.of("postgres");
    }

    @Override
    public Set<Capability> capabilities() {
        return CAPABILITIES;
    }

    @Override
    public SchemaTraits schemaTraits() {
        return new PostgresqlSchemaTraits();
    }

    @Override
    public DiffRules diffRules() {
        return new PostgresqlDiffRules();
    }

    @Override
    public SqlRenderer renderer() {
        return RENDERER;
    }

    @Override
    public DataLossRules dataLossRules() {
        return DATA_LOSS_RULES;
    }

    @Override
    public Connector connector() {
        return CONNECTOR;
    }

    @Override
    public Introspector introspector() {
        return INTROSPECTOR;
    }

    @Override
    public ShadowDatabases shadowDatabases() {
        return SHADOW_DATABASES;
    }

    @Override
    public ScriptRunner scriptRunner() {
        return SCRIPT_RUNNER;
    }

    @Override
    public HistoryTable historyTable() {
        return HISTORY_TABLE;
    }

    @Override
    public MigrationLock migrationLock() {
        return MIGRATION_LOCK;
    }

    @Override
    public DatabaseReset databaseReset() {
        return DATABASE_RESET;
    }

    @Override
    public Optional<DatabaseProtection> databaseProtection() {
        return Optional.of(DATABASE_PROTECTION);
    }

    @Override
    public Optional<ReplayConditions> replayConditions() {
        return Optional.of(new PostgresqlReplayConditions());
    }

    @Override
    public Optional<DefaultWording> defaultWording() {
        return Optional.of(new PostgresqlDefaultWording());
    }

    @Override
    public Optional<ScriptReach> scriptReach() {
        return Optional.of(SCRIPT_REACH);
    }

    @Override
    public Optional<SessionGuard> sessionGuard() {
        return Optional.of(SESSION_GUARD);
    }
}
