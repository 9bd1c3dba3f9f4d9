package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.dialect.Capability;
import dev.gnomon.engine.dialect.ConfiguredShadowDatabase;
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

/**
 * PostgreSQL, version 10 and later.
 *
 * <p>The roles hold no state: each is made when it is asked for, so that a dialect which is only listed loads none.
 */
public final class PostgresqlDialect implements Dialect {

    private static final DialectId ID = new DialectId("postgresql");

    private static final Set<Capability> CAPABILITIES = Collections.unmodifiableSet(EnumSet.of(
            Capability.FOREIGN_KEYS,
            Capability.ALTER_FOREIGN_KEYS,
            Capability.NAMESPACES,
            Capability.ENUMS,
            Capability.ENUM_TYPES,
            Capability.EXTENSIONS,
            Capability.ALTER_COLUMN_IN_PLACE,
            Capability.RENAME_INDEX,
            Capability.RENAME_FOREIGN_KEY,
            Capability.RENAME_PRIMARY_KEY,
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
        return new PostgresqlRenderer();
    }

    @Override
    public DataLossRules dataLossRules() {
        return new PostgresqlDataLossRules();
    }

    @Override
    public Connector connector() {
        return new PostgresqlConnector();
    }

    @Override
    public Introspector introspector() {
        return new PostgresqlIntrospector();
    }

    @Override
    public ShadowDatabases shadowDatabases() {
        return new PostgresqlShadowDatabases();
    }

    @Override
    public ConfiguredShadowDatabase configuredShadowDatabase() {
        return new PostgresqlConfiguredShadowDatabase();
    }

    @Override
    public ScriptRunner scriptRunner() {
        return new PostgresqlScriptRunner();
    }

    @Override
    public HistoryTable historyTable() {
        return new PostgresqlHistoryTable();
    }

    @Override
    public MigrationLock migrationLock() {
        return new PostgresqlMigrationLock();
    }

    @Override
    public DatabaseReset databaseReset() {
        return new PostgresqlDatabaseReset();
    }

    @Override
    public Optional<DatabaseProtection> databaseProtection() {
        return Optional.of(new PostgresqlDatabaseProtection());
    }

    @Override
    public Optional<ScriptReach> scriptReach() {
        return Optional.of(new PostgresqlScriptReach());
    }

    @Override
    public Optional<SessionGuard> sessionGuard() {
        return Optional.of(new PostgresqlSessionGuard());
    }

    @Override
    public Optional<ReplayConditions> replayConditions() {
        return Optional.of(new PostgresqlReplayConditions());
    }

    @Override
    public Optional<DefaultWording> defaultWording() {
        return Optional.of(new PostgresqlDefaultWording());
    }
}
