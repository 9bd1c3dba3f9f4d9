package dev.gnomon.engine.core.workspace;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The database that a command is about, and what of it is in view.
 *
 * @param dialect      the kind of database
 * @param target       where it is; empty only for a {@code diff} that needs no database
 * @param shadow       where migrations are replayed
 * @param namespaces   all namespaces in view; empty: the default one of the URL
 * @param external     what the user manages elsewhere
 * @param features     what takes part in a diff
 * @param initScript   SQL that runs in the shadow database before the first migration; blank for none
 * @param lockDisabled the user switched the migration lock off
 */
public record Workspace(
        Dialect dialect,
        Optional<DatabaseTarget> target,
        ShadowSettings shadow,
        List<String> namespaces,
        ExternalObjects external,
        SchemaFeatures features,
        String initScript,
        boolean lockDisabled) {

    public Workspace {
        Objects.requireNonNull(dialect, "dialect");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(shadow, "shadow");
        namespaces = List.copyOf(namespaces);
        Objects.requireNonNull(external, "external");
        Objects.requireNonNull(features, "features");
        Objects.requireNonNull(initScript, "initScript");
    }

    /** Start with a dialect and the usual settings. */
    public static Builder of(Dialect dialect) {
        return new Builder(dialect);
    }

    /** Nothing but a database: for commands about one as a whole, whatever project it may belong to. */
    public static Workspace ofDatabase(Dialect dialect, DatabaseTarget target) {
        return of(dialect, target).build();
    }

    /** Start with a dialect, a database and the usual settings. */
    public static Builder of(Dialect dialect, DatabaseTarget target) {
        return new Builder(dialect).target(target);
    }

    /**
     * The database that the command is about.
     *
     * @throws GnomonException {@code P4003} if there is none
     */
    public DatabaseTarget requireTarget() {
        return target.orElseThrow(() -> new GnomonException(
                EngineErrorCode.NO_URL,
                "No URL defined in the configured datasource",
                "Set the database's URL on the command line, in the environment or in the project's settings."));
    }

    /** What an introspection of the database reads. */
    public IntrospectionScope scope() {
        return new IntrospectionScope(Optional.empty(), namespaces);
    }

    /** A builder that starts with everything this workspace has. */
    public Builder toBuilder() {
        Builder builder = new Builder(dialect)
                .shadow(shadow)
                .namespaces(namespaces)
                .external(external)
                .features(features)
                .initScript(initScript)
                .lockDisabled(lockDisabled);
        builder.target = target;
        return builder;
    }

    /** Collects the parts of a workspace; each method replaces what was there. */
    public static final class Builder {
        private final Dialect dialect;
        private Optional<DatabaseTarget> target = Optional.empty();
        private ShadowSettings shadow = ShadowSettings.AUTOMATIC;
        private List<String> namespaces = List.of();
        private ExternalObjects external = ExternalObjects.NONE;
        private SchemaFeatures features = SchemaFeatures.NONE;
        private String initScript = "";
        private boolean lockDisabled;

        private Builder(Dialect dialect) {
            this.dialect = dialect;
        }

        public Builder target(DatabaseTarget value) {
            target = Optional.of(value);
            return this;
        }

        public Builder shadow(ShadowSettings value) {
            shadow = value;
            return this;
        }

        public Builder namespaces(List<String> value) {
            namespaces = value;
            return this;
        }

        public Builder external(ExternalObjects value) {
            external = value;
            return this;
        }

        public Builder features(SchemaFeatures value) {
            features = value;
            return this;
        }

        public Builder initScript(String value) {
            initScript = value;
            return this;
        }

        public Builder lockDisabled(boolean value) {
            lockDisabled = value;
            return this;
        }

        public Workspace build() {
            return new Workspace(dialect, target, shadow, namespaces, external, features, initScript, lockDisabled);
        }
    }
}
