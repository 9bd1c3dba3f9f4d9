package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.dialect.Capability;
import dev.gnomon.engine.dialect.Connector;
import dev.gnomon.engine.dialect.DataLossRules;
import dev.gnomon.engine.dialect.DatabaseReset;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.DialectId;
import dev.gnomon.engine.dialect.DiffRules;
import dev.gnomon.engine.dialect.HistoryTable;
import dev.gnomon.engine.dialect.Introspector;
import dev.gnomon.engine.dialect.MigrationLock;
import dev.gnomon.engine.dialect.SchemaTraits;
import dev.gnomon.engine.dialect.ScriptRunner;
import dev.gnomon.engine.dialect.ShadowDatabases;
import dev.gnomon.engine.dialect.SqlRenderer;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** SQL Server 2017 and later, and Azure SQL. */
public final class SqlserverDialect implements Dialect {

    private static final DialectId ID = new DialectId("sqlserver");

    private static final Set<Capability> CAPABILITIES = Collections.unmodifiableSet(EnumSet.of(
            Capability.FOREIGN_KEYS,
            Capability.NAMESPACES,
            Capability.ALTER_COLUMN_IN_PLACE,
            Capability.RENAME_INDEX,
            Capability.RENAME_FOREIGN_KEY,
            Capability.RENAME_PRIMARY_KEY,
            Capability.PARTIAL_INDEXES,
            Capability.TRANSACTIONAL_DDL,
            Capability.CREATE_DATABASE,
            Capability.MIGRATION_LOCK));

    private static final DiffRules DIFF_RULES = new SqlserverDiffRules();
    private static final DataLossRules DATA_LOSS_RULES = new SqlserverDataLossRules();
    private static final SchemaTraits SCHEMA_TRAITS = new SqlserverSchemaTraits();
    private static final SqlRenderer RENDERER = new SqlserverRenderer();

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
        throw new UnsupportedOperationException("SqlserverConnector is not there yet");
    }

    @Override
    public Introspector introspector() {
        throw new UnsupportedOperationException("SqlserverIntrospector is not there yet");
    }

    @Override
    public ShadowDatabases shadowDatabases() {
        throw new UnsupportedOperationException("SqlserverShadowDatabases is not there yet");
    }

    @Override
    public ScriptRunner scriptRunner() {
        throw new UnsupportedOperationException("SqlserverScriptRunner is not there yet");
    }

    @Override
    public HistoryTable historyTable() {
        throw new UnsupportedOperationException("SqlserverHistoryTable is not there yet");
    }

    @Override
    public MigrationLock migrationLock() {
        throw new UnsupportedOperationException("SqlserverMigrationLock is not there yet");
    }

    @Override
    public DatabaseReset databaseReset() {
        throw new UnsupportedOperationException("SqlserverDatabaseReset is not there yet");
    }
}
