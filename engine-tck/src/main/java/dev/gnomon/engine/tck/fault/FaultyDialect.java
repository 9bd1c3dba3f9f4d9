package dev.gnomon.engine.tck.fault;

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
import dev.gnomon.engine.dialect.SchemaTraits;
import dev.gnomon.engine.dialect.ScriptReach;
import dev.gnomon.engine.dialect.ScriptRunner;
import dev.gnomon.engine.dialect.SessionGuard;
import dev.gnomon.engine.dialect.ShadowDatabases;
import dev.gnomon.engine.dialect.SqlRenderer;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/** A dialect as it is, but for its sessions, whose statements are counted: see {@link FaultyProgram}. */
public final class FaultyDialect implements Dialect {

    private final Dialect real = find(System.getProperty(FaultyProgram.DIALECT, ""));

    private static Dialect find(String id) {
        return ServiceLoader.load(Dialect.class, FaultyDialect.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(dialect -> dialect.id().value().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no dialect " + id));
    }

    @Override
    public Connector connector() {
        return FaultyProgram.SESSIONS.watched(Connector.class, real.connector());
    }

    @Override
    public ShadowDatabases shadowDatabases() {
        return FaultyProgram.SESSIONS.watched(ShadowDatabases.class, real.shadowDatabases());
    }

    @Override
    public ConfiguredShadowDatabase configuredShadowDatabase() {
        return FaultyProgram.SESSIONS.watched(ConfiguredShadowDatabase.class, real.configuredShadowDatabase());
    }

    @Override
    public DialectId id() {
        return real.id();
    }

    @Override
    public int apiLevel() {
        return real.apiLevel();
    }

    @Override
    public String displayName() {
        return real.displayName();
    }

    @Override
    public Set<String> aliases() {
        return real.aliases();
    }

    @Override
    public String lockFileProvider() {
        return real.lockFileProvider();
    }

    @Override
    public Set<Capability> capabilities() {
        return real.capabilities();
    }

    @Override
    public SchemaTraits schemaTraits() {
        return real.schemaTraits();
    }

    @Override
    public DiffRules diffRules() {
        return real.diffRules();
    }

    @Override
    public SqlRenderer renderer() {
        return real.renderer();
    }

    @Override
    public DataLossRules dataLossRules() {
        return real.dataLossRules();
    }

    @Override
    public Introspector introspector() {
        return real.introspector();
    }

    @Override
    public ScriptRunner scriptRunner() {
        return real.scriptRunner();
    }

    @Override
    public HistoryTable historyTable() {
        return real.historyTable();
    }

    @Override
    public MigrationLock migrationLock() {
        return real.migrationLock();
    }

    @Override
    public DatabaseReset databaseReset() {
        return real.databaseReset();
    }

    @Override
    public Optional<SessionGuard> sessionGuard() {
        return real.sessionGuard();
    }

    @Override
    public Optional<ScriptReach> scriptReach() {
        return real.scriptReach();
    }

    @Override
    public Optional<DatabaseProtection> databaseProtection() {
        return real.databaseProtection();
    }

    @Override
    public Optional<DefaultWording> defaultWording() {
        return real.defaultWording();
    }
}
