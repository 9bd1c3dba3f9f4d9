package dev.gnomon.engine.core.shadow;

import dev.gnomon.engine.core.cache.KeptReplays;
import dev.gnomon.engine.core.cache.ReplayFiles;
import dev.gnomon.engine.dialect.Connector;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.MigrationLock.Held;
import dev.gnomon.engine.dialect.ReplayConditions;
import dev.gnomon.engine.dialect.ReplayConditions.Place;
import dev.gnomon.engine.dialect.SessionPlace;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.model.DatabaseSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What need not be replayed again at one site: by this process, or by any in the same conditions. */
final class KnownReplays {

    private final ShadowSite site;
    private final ReplayCache cache;
    private final Optional<ReplayFiles> files;
    private Optional<String> conditions = Optional.empty();
    private Optional<KeptReplays> kept = Optional.empty();
    private boolean opened;

    private KnownReplays(ShadowSite site, ReplayCache cache, Optional<ReplayFiles> files) {
        this.site = site;
        this.cache = cache;
        this.files = files;
    }

    static KnownReplays at(ShadowSite site, ReplayCache cache, Optional<ReplayFiles> files) {
        return new KnownReplays(site, cache, files);
    }

    Optional<DatabaseSchema> find(List<Migration> migrations) throws SQLException {
        Optional<DatabaseSchema> known = cache.find(site, migrations);
        if (known.isPresent()) {
            return known;
        }
        Optional<DatabaseSchema> found = open().flatMap(replays -> replays.find(migrations));
        found.ifPresent(schema -> cache.remember(site, migrations, schema));
        return found;
    }

    /** Remember a result, and keep it if the conditions are the same after the replay as before. */
    void remember(List<Migration> migrations, DatabaseSchema schema) {
        cache.remember(site, migrations, schema);
        kept.filter(replays -> conditions.equals(conditionsNow()))
                .ifPresent(replays -> replays.keep(migrations, schema));
    }

    /** The answer to an inquiry after a history. */
    Optional<DatabaseSchema> findAnswer(List<Migration> migrations, String question) throws SQLException {
        return find(asked(migrations, question));
    }

    /** Remember an answer in the same way as a result. */
    void rememberAnswer(List<Migration> migrations, String question, DatabaseSchema answer) {
        remember(asked(migrations, question), answer);
    }

    /** A history with the question behind it: as a comment, which builds nothing. */
    private static List<Migration> asked(List<Migration> migrations, String question) {
        List<Migration> asked = new ArrayList<>(migrations);
        asked.add(Migration.of("question", "-- " + question.replaceAll("\\R", " ")));
        return asked;
    }

    /**
     * The templates that a replay may start from and leave behind.
     *
     * @return empty where that is not wanted, or not to be told
     */
    Optional<ReplayTemplates> templates() throws SQLException {
        return site.settings().template()
                        && site.configured().isEmpty()
                        && site.main().isPresent()
                ? open().map(replays -> new ReplayTemplates(replays, () -> conditions.equals(conditionsNow())))
                : Optional.empty();
    }

    /** The replay is over and right, whatever goes wrong now. */
    private Optional<String> conditionsNow() {
        try {
            return conditions();
        } catch (SQLException | GnomonException untold) {
            return Optional.empty();
        }
    }

    private Optional<KeptReplays> open() throws SQLException {
        if (!opened && files.isPresent()) {
            conditions = conditions();
            kept = conditions.flatMap(told -> KeptReplays.open(
                    files.get(), site.dialect(), told, place(), site.workspace().initScript()));
        }
        opened = true;
        return kept;
    }

    /** What is read, and which way leads there, without a secret. */
    private String place() {
        return site.scope() + " " + site.main().map(site.dialect().connector()::locate) + " "
                + site.configured().map(site.dialect().connector()::locate);
    }

    private Optional<String> conditions() throws SQLException {
        Optional<ReplayConditions> dialect = site.dialect().replayConditions();
        if (dialect.isEmpty()) {
            return Optional.empty();
        }
        if (site.configured().isPresent()) {
            return within(dialect.get(), site.configured().get());
        }
        return site.main().isPresent() ? beside(dialect.get()) : dialect.get().alone();
    }

    /** A main database that is not there is not missed where a shadow database needs none beside it. */
    private Optional<String> beside(ReplayConditions dialect) throws SQLException {
        try {
            return told(dialect, site.session().get(), Place.BESIDE);
        } catch (GnomonException failure) {
            if (failure.code() != EngineErrorCode.DATABASE_DOES_NOT_EXIST) {
                throw failure;
            }
            return dialect.alone();
        }
    }

    private static Optional<String> told(ReplayConditions dialect, Connection session, Place place) {
        try {
            return dialect.of(session, place);
        } catch (SQLException refused) {
            return Optional.empty();
        }
    }

    /** A configured database that may not be used at all is refused as if it were about to be. */
    private Optional<String> within(ReplayConditions dialect, DatabaseTarget configured) throws SQLException {
        try (Connection shadow = site.dialect().connector().connect(configured)) {
            Connector connector = site.dialect().connector();
            SessionPlace place = connector.place(shadow);
            // Somebody else's run may be at work in it, whose rows are no sign of anything.
            try (Held held = site.dialect().configuredShadowDatabase().hold(shadow, place, site.patience())) {
                ShadowGuard.check(
                        site, configured, shadow, place, connector.identify(shadow, configured), name -> true);
                return told(dialect, shadow, Place.WITHIN);
            }
        }
    }
}
