package dev.gnomon.engine.core.shadow;

import static java.lang.System.Logger.Level.DEBUG;

import dev.gnomon.engine.core.shadow.ReplayTemplates.Base;
import dev.gnomon.engine.core.shadow.ShadowLease.Keeping;
import dev.gnomon.engine.core.shadow.ShadowLease.Release;
import dev.gnomon.engine.core.workspace.SchemaSource.Scripts.Script;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.PermissionReport;
import dev.gnomon.engine.dialect.PermissionReport.Denied;
import dev.gnomon.engine.dialect.ShadowDatabases;
import dev.gnomon.engine.dialect.ShadowDatabases.ShadowDatabase;
import dev.gnomon.engine.dialect.ShadowTemplates;
import dev.gnomon.engine.dialect.ShadowTemplates.Template;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.migration.Migration;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gets an empty shadow database, made for the purpose or the user's own. */
final class ShadowProvider {

    private static final String OWN_DATABASE =
            "Or create an empty database that this user may change, and set it as `shadowDatabaseUrl`.";

    private ShadowProvider() {}

    /** Templates that may serve for a history. */
    record Reuse(ReplayTemplates templates, List<Migration> history) {}

    /**
     * Get one.
     *
     * @param scripts all that is going to run in it
     */
    static ShadowLease open(ShadowSite site, Optional<Reuse> reuse, List<Script> scripts) throws SQLException {
        if (site.configured().isPresent()) {
            return ConfiguredShadow.lease(site, site.configured().get(), scripts);
        }
        if (site.main().isPresent()) {
            return beside(site, site.main().get(), reuse);
        }
        return alone(site)
                .orElseThrow(() -> new GnomonException(
                        EngineErrorCode.USAGE,
                        "You must set `datasource.shadowDatabaseUrl` in your `prisma.config.ts` if you want to diff a"
                                + " migrations directory.",
                        "Set `shadowDatabaseUrl`, or pass --shadow-database-url."));
    }

    /** A main database that is not there is not missed where a shadow database needs none beside it. */
    private static ShadowLease beside(ShadowSite site, DatabaseTarget main, Optional<Reuse> reuse) throws SQLException {
        try {
            return create(site, main, reuse);
        } catch (GnomonException failure) {
            if (failure.code() != EngineErrorCode.DATABASE_DOES_NOT_EXIST) {
                throw failure;
            }
            return alone(site).orElseThrow(() -> failure);
        }
    }

    private static Optional<ShadowLease> alone(ShadowSite site) throws SQLException {
        Optional<ShadowDatabase> made = site.dialect().shadowDatabases().createAlone();
        if (made.isEmpty()) {
            return Optional.empty();
        }
        ShadowDatabase alone = made.get();
        return Optional.of(new ShadowLease(alone.name(), alone.connection(), site, abandoned -> alone.close()));
    }

    private static ShadowLease create(ShadowSite site, DatabaseTarget target, Optional<Reuse> reuse)
            throws SQLException {
        Dialect dialect = site.dialect();
        // A session of its own: the run's other sessions may be busy when this one is needed to drop.
        Connection main = dialect.connector().connect(target);
        try {
            PermissionReport permission = dialect.shadowDatabases().checkPermission(main);
            if (permission instanceof Denied(String missing, String remedy)) {
                throw forbidden(missing, remedy + "\n" + OWN_DATABASE, null);
            }
            Optional<Copy> copy = reuse.flatMap(wanted -> copy(dialect.shadowDatabases(), main, target, wanted));
            ShadowDatabase shadow = copy.isPresent() ? copy.get().shadow() : createOrExplain(dialect, main, target);
            Release release = abandoned -> {
                try (main) {
                    shadow.close();
                }
            };
            Keeping keeping = label -> {
                try (main;
                        shadow) {
                    reuse.ifPresent(wanted ->
                            keep(dialect.shadowDatabases(), main, shadow, label, wanted, copy.map(Copy::base)));
                }
            };
            return new ShadowLease(
                    shadow.name(),
                    shadow.connection(),
                    site,
                    ShadowLease.NOBODY_ELSE_KNOWS_IT,
                    release,
                    keeping,
                    copy.map(Copy::base));
        } catch (SQLException | RuntimeException failure) {
            closeAfter(failure, main);
            throw failure;
        }
    }

    /** A database that cannot be kept is dropped like any other. */
    private static void keep(
            ShadowDatabases databases,
            Connection main,
            ShadowDatabase shadow,
            String label,
            Reuse reuse,
            Optional<Base> base) {
        Optional<ShadowTemplates> kept = databases.templates();
        if (kept.isEmpty()) {
            return;
        }
        try {
            Optional<String> name = shadow.keep(label);
            if (name.isPresent()) {
                dropOlder(databases, kept.get().list(main), main, name.get(), reuse.templates(), base);
            }
        } catch (SQLException | GnomonException refused) {
            System.getLogger(ShadowProvider.class.getName())
                    .log(DEBUG, () -> "No template is kept, or none dropped: " + refused.getMessage());
        }
    }

    private record Copy(ShadowDatabase shadow, Base base) {}

    /** Whatever is in the way of a copy is not in the way of an empty database. */
    private static Optional<Copy> copy(
            ShadowDatabases databases, Connection main, DatabaseTarget target, Reuse wanted) {
        Optional<ShadowTemplates> kept = databases.templates();
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<Base> base = wanted.templates().best(kept.get().list(main), wanted.history());
            return base.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new Copy(kept.get().create(main, target, base.get().template()), base.get()));
        } catch (SQLException | GnomonException refused) {
            System.getLogger(ShadowProvider.class.getName())
                    .log(DEBUG, () -> "No template is used: " + refused.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Leave of the older templates of a place only the one that the new one comes from. Of two runs at once the one that
     * is through first does not see what the other makes, and neither drops what is newer than its own.
     */
    private static void dropOlder(
            ShadowDatabases databases,
            List<Template> found,
            Connection main,
            String own,
            ReplayTemplates templates,
            Optional<Base> base)
            throws SQLException {
        for (Template template : found) {
            if (template.name().equals(own)) {
                return;
            }
            if (templates.isOfThisPlace(template)
                    && base.map(Base::template).filter(template::equals).isEmpty()) {
                databases.drop(main, template.name());
            }
        }
    }

    private static ShadowDatabase createOrExplain(Dialect dialect, Connection main, DatabaseTarget target) {
        try {
            return dialect.shadowDatabases().create(main, target);
        } catch (SQLException refused) {
            throw forbidden(
                    String.valueOf(refused.getMessage()),
                    "Give the database's user the right to create databases.\n" + OWN_DATABASE,
                    refused);
        }
    }

    private static GnomonException forbidden(String reason, String remedy, @Nullable SQLException cause) {
        return new GnomonException(
                EngineErrorCode.SHADOW_DATABASE_FORBIDDEN,
                "Prisma Migrate could not create the shadow database. Please make sure the database user has permission"
                        + " to create databases. Read more about the shadow database (and workarounds) at"
                        + " https://pris.ly/d/migrate-shadow\n\nOriginal error: \n" + reason,
                remedy,
                cause);
    }

    private static void closeAfter(Exception failure, Connection connection) {
        try {
            connection.close();
        } catch (SQLException second) {
            failure.addSuppressed(second);
        }
    }
}
