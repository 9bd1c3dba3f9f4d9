package org.example.gnomon.h2;

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

/** H2 2.5 and later, in embedded mode: databases in files and in memory. */
public final class H2Dialect implements Dialect {

    private static final DialectId ID = new DialectId("h2");

    private static final Set<Capability> CAPABILITIES = Collections.unmodifiableSet(EnumSet.of(
            Capability.FOREIGN_KEYS,
            Capability.ALTER_FOREIGN_KEYS,
            Capability.NAMESPACES,
            Capability.ENUMS,
            Capability.ALTER_COLUMN_IN_PLACE,
            Capability.RENAME_INDEX,
            Capability.RENAME_FOREIGN_KEY,
            Capability.RENAME_PRIMARY_KEY,
            Capability.CREATE_DATABASE,
            Capability.MIGRATION_LOCK));

    /** Create the dialect; it holds no state. */
    public H2Dialect() {}

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
        return "H2";
    }

    @Override
    public Set<Capability> capabilities() {
        return CAPABILITIES;
    }

    @Override
    public SchemaTraits schemaTraits() {
        return new H2SchemaTraits();
    }

    @Override
    public DiffRules diffRules() {
        return new H2DiffRules();
    }

    @Override
    public SqlRenderer renderer() {
        return new H2Renderer();
    }

    @Override
    public DataLossRules dataLossRules() {
        return new H2DataLossRules();
    }

    @Override
    public Connector connector() {
        return new H2Connector();
    }

    @Override
    public Introspector introspector() {
        return new H2Introspector();
    }

    @Override
    public ShadowDatabases shadowDatabases() {
        return new H2ShadowDatabases();
    }

    @Override
    public ConfiguredShadowDatabase configuredShadowDatabase() {
        return new H2ConfiguredShadowDatabase();
    }

    @Override
    public ScriptRunner scriptRunner() {
        return new H2ScriptRunner();
    }

    @Override
    public HistoryTable historyTable() {
        return new H2HistoryTable();
    }

    @Override
    public MigrationLock migrationLock() {
        return new H2MigrationLock();
    }

    @Override
    public DatabaseReset databaseReset() {
        return new H2DatabaseReset();
    }

    @Override
    public Optional<ScriptReach> scriptReach() {
        return Optional.of(new H2ScriptReach());
    }

    @Override
    public Optional<SessionGuard> sessionGuard() {
        return Optional.of(new H2SessionGuard());
    }

    @Override
    public Optional<DatabaseProtection> databaseProtection() {
        return Optional.of(new H2DatabaseProtection());
    }
}
