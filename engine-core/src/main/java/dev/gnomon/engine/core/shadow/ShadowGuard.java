package dev.gnomon.engine.core.shadow;

import dev.gnomon.engine.core.history.HistoryStore;
import dev.gnomon.engine.core.workspace.SchemaSource.Scripts.Script;
import dev.gnomon.engine.dialect.Connector;
import dev.gnomon.engine.dialect.DatabaseIdentity;
import dev.gnomon.engine.dialect.DatabaseLocation;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.SessionPlace;
import dev.gnomon.engine.dialect.ShadowMark;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Keeps a configured shadow database from being somebody's database, since it is about to be emptied. */
final class ShadowGuard {

    private ShadowGuard() {}

    /**
     * Make sure that a database may be emptied.
     *
     * @param explained whether a run that was cut off may have left something without rows, by its name
     * @return its name
     * @throws GnomonException {@code P3025} if it is the main database, {@code P3026} if it looks like somebody's
     */
    static String check(
            ShadowSite site,
            DatabaseTarget target,
            Connection shadow,
            SessionPlace place,
            DatabaseIdentity identity,
            Predicate<String> explained)
            throws SQLException {
        Connector connector = site.dialect().connector();
        if (site.main().isPresent() && isMain(site, site.main().get(), identity)) {
            throw new GnomonException(
                    EngineErrorCode.SHADOW_DATABASE_IS_MAIN,
                    "The shadow database you configured appears to be the same as the main database. Please specify"
                            + " another shadow database.",
                    "Both URLs lead to one database, as the server itself says. Nothing was changed. Name another, empty"
                            + " database in `shadowDatabaseUrl`, or leave it out to have one made.");
        }
        DatabaseLocation location = connector.locate(target);
        String name = location.database().orElse(identity.database());
        boolean allowed = site.settings()
                .resetAllowed()
                .filter(named -> named.equals(name) || named.equals(identity.database()))
                .isPresent();
        if (!allowed) {
            Optional<String> sign = signOfUse(site.dialect(), shadow, place, explained);
            if (sign.isPresent()) {
                throw new GnomonException(
                        EngineErrorCode.SHADOW_DATABASE_NOT_EMPTY,
                        "The shadow database at `%s` is not empty. Prisma Migrate resets the shadow database before it"
                                        .formatted(new DatabaseLocation(
                                                        Optional.of(name), location.schema(), location.address())
                                                .shown())
                                + " replays your migration history into it, which would destroy the data it currently"
                                + " holds.\n\n" + sign.get(),
                        "What your migrations need to find in it belongs into `migrations.initShadowDb`, which runs before"
                                + " each replay. Set an empty database as `shadowDatabaseUrl`, or, if all data in this one may be destroyed, run"
                                + " the command again with --allow-shadow-reset " + name);
            }
        }
        return name;
    }

    private static boolean isMain(ShadowSite site, DatabaseTarget main, DatabaseIdentity shadow) throws SQLException {
        try (Connection connection = site.dialect().connector().connect(main)) {
            return site.dialect().connector().identify(connection, main).equals(shadow);
        } catch (GnomonException unreachable) {
            // What is not there cannot be the shadow database, which is.
            if (unreachable.code() == EngineErrorCode.DATABASE_DOES_NOT_EXIST) {
                return false;
            }
            if (isDown(unreachable) && site.settings().resetAllowed().isEmpty() && isNamedOtherwise(site, main)) {
                return false;
            }
            throw unreachable;
        }
    }

    private static boolean isDown(GnomonException failure) {
        return failure.code() == EngineErrorCode.SERVER_UNREACHABLE
                || failure.code() == EngineErrorCode.SERVER_TIMED_OUT;
    }

    /**
     * What can be compared without asking the main database. Its server may be reached by another way, so only the name
     * tells; what the shadow database holds is looked at besides.
     */
    private static boolean isNamedOtherwise(ShadowSite site, DatabaseTarget main) {
        Connector connector = site.dialect().connector();
        Optional<String> shadow = site.configured().map(connector::locate).flatMap(DatabaseLocation::database);
        Optional<String> other = connector.locate(main).database();
        return shadow.isPresent() && other.isPresent() && !shadow.get().equalsIgnoreCase(other.get());
    }

    /**
     * Why a database looks like somebody's; empty if nothing of value is in sight. A mark that is there was left by a run
     * that has not come to its end: it may have made what the scripts name, but rows cannot be told from those that
     * somebody has put there since.
     */
    private static Optional<String> signOfUse(
            Dialect dialect, Connection shadow, SessionPlace place, Predicate<String> explained) throws SQLException {
        if (HistoryStore.of(shadow, dialect, place).read().isPresent()) {
            return Optional.of("It holds a migration history, in the table `_prisma_migrations`.");
        }
        Optional<ShadowMark> mark = dialect.configuredShadowDatabase().readMark(shadow, place);
        if (mark.isEmpty()) {
            return dialect.configuredShadowDatabase().signOfUse(shadow, place);
        }
        return dialect.configuredShadowDatabase()
                .signOfUse(shadow, place, explained)
                .map(found -> found + " A run that began at " + mark.get().since()
                        + " was cut off here; what it left cannot be told from what was put here since.");
    }

    /** Whether a script names something, in any letter case, as a word or in quotes. */
    static Predicate<String> namedIn(List<Script> scripts) {
        return name -> {
            Pattern word = Pattern.compile(
                    "(?<![\\p{L}\\p{N}_$])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_$])",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
            return scripts.stream()
                    .anyMatch(script -> word.matcher(script.sql()).find());
        };
    }
}
