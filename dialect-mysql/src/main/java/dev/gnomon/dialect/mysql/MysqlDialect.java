package dev.gnomon.dialect.mysql;

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

/** MySQL 5.7 and later, and MariaDB 10.2 and later. */
public final class MysqlDialect implements Dialect {

    private static final DialectId ID = new DialectId("mysql");

    private static final Set<Capability> CAPABILITIES = Collections.unmodifiableSet(EnumSet.of(
            Capability.FOREIGN_KEYS,
            Capability.ENUMS,
            Capability.ALTER_COLUMN_IN_PLACE,
            Capability.RENAME_INDEX,
            Capability.CREATE_DATABASE,
            Capability.MIGRATION_LOCK));

    private static final DiffRules DIFF_RULES = new MysqlDiffRules();
    private static final DataLossRules DATA_LOSS_RULES = new MysqlDataLossRules();
    private static final SchemaTraits SCHEMA_TRAITS = new MysqlSchemaTraits();
    private static final SqlRenderer RENDERER = new MysqlRenderer();
    private static final Connector CONNECTOR = new MysqlConnector();
    private static final Introspector INTROSPECTOR = new MysqlIntrospector();
    private static final ShadowDatabases SHADOW_DATABASES = new MysqlShadowDatabases();
    private static final ScriptRunner SCRIPT_RUNNER = new MysqlScriptRunner();
    private static final HistoryTable HISTORY_TABLE = new MysqlHistoryTable();
    private static final MigrationLock MIGRATION_LOCK = new MysqlMigrationLock();
    private static final DatabaseReset DATABASE_RESET = new MysqlDatabaseReset();
    private static final DatabaseProtection DATABASE_PROTECTION = new MysqlDatabaseProtection();
    private static final SessionGuard SESSION_GUARD = new MysqlSessionGuard();
    private static final ScriptReach SCRIPT_REACH = new MysqlScriptReach();

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
        return "MySQL";
    }

    @Override
    public Set<Capability> capabilities() {
        return CAPABILITIES;
    }

    @Override
    public SchemaTraits schemaTraits() {
        return SCHEMA_TRAITS;
    }

    @Override
    public DiffRules diffRules() {
        return DIFF_RULES;
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
    public Optional<SessionGuard> sessionGuard() {
        return Optional.of(SESSION_GUARD);
    }

    @Override
    public Optional<ScriptReach> scriptReach() {
        return Optional.of(SCRIPT_REACH);
    }

    @Override
    public Optional<ReplayConditions> replayConditions() {
        return Optional.of(new MysqlReplayConditions());
    }

    @Override
    public Optional<DefaultWording> defaultWording() {
        return Optional.of(new MysqlDefaultWording());
    }
}
