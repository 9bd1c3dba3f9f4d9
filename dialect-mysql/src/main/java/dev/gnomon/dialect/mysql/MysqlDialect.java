package dev.gnomon.dialect.mysql;

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
 * MySQL 5.7 and later, and MariaDB 10.2 and later.
 *
 * <p>The roles hold no state: each is made when it is asked for, so that a dialect which is only listed loads none.
 */
public final class MysqlDialect implements Dialect {

    private static final DialectId ID = new DialectId("mysql");

    private static final Set<Capability> CAPABILITIES = Collections.unmodifiableSet(EnumSet.of(
            Capability.FOREIGN_KEYS,
            Capability.ALTER_FOREIGN_KEYS,
            Capability.ENUMS,
            Capability.ALTER_COLUMN_IN_PLACE,
            Capability.RENAME_INDEX,
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
        return "MySQL";
    }

    @Override
    public Set<Capability> capabilities() {
        return CAPABILITIES;
    }

    @Override
    public SchemaTraits schemaTraits() {
        return new MysqlSchemaTraits();
    }

    @Override
    public DiffRules diffRules() {
        return new MysqlDiffRules();
    }

    @Override
    public SqlRenderer renderer() {
        return new MysqlRenderer();
    }

    @Override
    public DataLossRules dataLossRules() {
        return new MysqlDataLossRules();
    }

    @Override
    public Connector connector() {
        return new MysqlConnector();
    }

    @Override
    public Introspector introspector() {
        return new MysqlIntrospector();
    }

    @Override
    public ShadowDatabases shadowDatabases() {
        return new MysqlShadowDatabases();
    }

    @Override
    public ConfiguredShadowDatabase configuredShadowDatabase() {
        return new MysqlConfiguredShadowDatabase();
    }

    @Override
    public ScriptRunner scriptRunner() {
        return new MysqlScriptRunner();
    }

    @Override
    public HistoryTable historyTable() {
        return new MysqlHistoryTable();
    }

    @Override
    public MigrationLock migrationLock() {
        return new MysqlMigrationLock();
    }

    @Override
    public DatabaseReset databaseReset() {
        return new MysqlDatabaseReset();
    }

    @Override
    public Optional<DatabaseProtection> databaseProtection() {
        return Optional.of(new MysqlDatabaseProtection());
    }

    @Override
    public Optional<ScriptReach> scriptReach() {
        return Optional.of(new MysqlScriptReach());
    }

    @Override
    public Optional<SessionGuard> sessionGuard() {
        return Optional.of(new MysqlSessionGuard());
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
