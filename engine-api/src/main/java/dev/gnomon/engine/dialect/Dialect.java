package dev.gnomon.engine.dialect;

import java.util.Optional;
import java.util.Set;

/**
 * Everything gnomon needs to know about one kind of database.
 *
 * <p>Found with {@link java.util.ServiceLoader}. Stateless and safe for use by many threads; each
 * accessor returns a role and costs nothing.
 */
public interface Dialect {

    /** Level of this interface; raised when a role gains a method without a default. */
    int API_LEVEL = 1;

    /** The {@code provider} of a schema. */
    DialectId id();

    /** Always {@code return API_LEVEL;}: the compiler copies the number into the dialect's class. */
    int apiLevel();

    /** The database's name for people, for example {@code PostgreSQL}. */
    String displayName();

    /** Other words for {@link #id} that a schema may use. */
    default Set<String> aliases() {
        return Set.of();
    }

    /** The word for this dialect in {@code migration_lock.toml}. */
    default String lockFileProvider() {
        return id().value();
    }

    /** What it can do; an ordered set, so that listings are repeatable. */
    Set<Capability> capabilities();

    SchemaTraits schemaTraits();

    DiffRules diffRules();

    SqlRenderer renderer();

    DataLossRules dataLossRules();

    Connector connector();

    Introspector introspector();

    ShadowDatabases shadowDatabases();

    ConfiguredShadowDatabase configuredShadowDatabase();

    ScriptRunner scriptRunner();

    HistoryTable historyTable();

    MigrationLock migrationLock();

    DatabaseReset databaseReset();

    /** How a database is marked as not to be emptied; empty where a dialect has no such mark. */
    default Optional<DatabaseProtection> databaseProtection() {
        return Optional.empty();
    }

    /** Keeps sessions what they were; empty where no statement changes what a session's names lead to, or who it is. */
    default Optional<SessionGuard> sessionGuard() {
        return Optional.empty();
    }

    /** Tells what of a script reaches out of its database; empty where a database knows nothing outside of itself. */
    default Optional<ScriptReach> scriptReach() {
        return Optional.empty();
    }

    /** What decides a replay besides its migrations; empty: no replay is kept from one run to the next. */
    default Optional<ReplayConditions> replayConditions() {
        return Optional.empty();
    }

    /** Asks a server how it spells defaults; empty: expressions of defaults are compared as texts. */
    default Optional<DefaultWording> defaultWording() {
        return Optional.empty();
    }
}
