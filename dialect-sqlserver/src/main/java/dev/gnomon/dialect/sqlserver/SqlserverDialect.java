package dev.gnomon.dialect.sqlserver;

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
 * SQL Server 2017 and later, and Azure SQL.
 *
 * <p>The roles hold no state: each is made when it is asked for, so that a dialect which is only listed loads none.
 */
public final class SqlserverDialect implements Dialect {

    private static final DialectId ID = new DialectId("sqlserver");

    private static final Set<Capability> CAPABILITIES = Collections.unmodifiableSet(EnumSet.of(
            Capability.FOREIGN_KEYS,
            Capability.ALTER_FOREIGN_KEYS,
            Capability.NAMESPACES,
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
        return "SQL Server";
    }

    @Override
    public String lockFileProvider() {
        return "mssql";
    }

    @Override
    public Set<Capability> capabilities() {
        return CAPABILITIES;
    }

    @Override
    public SchemaTraits schemaTraits() {
        return new SqlserverSchemaTraits();
    }

    @Override
    public DiffRules diffRules() {
        return new SqlserverDiffRules();
    }

    @Override
    public SqlRenderer renderer() {
        return new SqlserverRenderer();
    }

    @Override
    public DataLossRules dataLossRules() {
        return new SqlserverDataLossRules();
    }

    @Override
    public Connector connector() {
        return new SqlserverConnector();
    }

    @Override
    public Introspector introspector() {
        return new SqlserverIntrospector();
    }

    @Override
    public ShadowDatabases shadowDatabases() {
        return new SqlserverShadowDatabases();
    }

    @Override
    public ConfiguredShadowDatabase configuredShadowDatabase() {
        return new SqlserverConfiguredShadowDatabase();
    }

    @Override
    public ScriptRunner scriptRunner() {
        return new SqlserverScriptRunner();
    }

    @Override
    public HistoryTable historyTable() {
        return new SqlserverHistoryTable();
    }

    @Override
    public MigrationLock migrationLock() {
        return new SqlserverMigrationLock();
    }

    @Override
    public DatabaseReset databaseReset() {
        return new SqlserverDatabaseReset();
    }

    @Override
    public Optional<DatabaseProtection> databaseProtection() {
        return Optional.of(new SqlserverDatabaseProtection());
    }

    @Override
    public Optional<ScriptReach> scriptReach() {
        return Optional.of(new SqlserverScriptReach());
    }

    @Override
    public Optional<SessionGuard> sessionGuard() {
        return Optional.of(new SqlserverSessionGuard());
    }
}
