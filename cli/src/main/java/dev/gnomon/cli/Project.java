package dev.gnomon.cli;

import dev.gnomon.cli.project.SchemaErrors;
import dev.gnomon.config.LoadedSchema;
import dev.gnomon.config.SchemaDatasource;
import dev.gnomon.config.Settings;
import dev.gnomon.engine.core.plugin.Dialects;
import dev.gnomon.engine.core.workspace.ExternalObjects;
import dev.gnomon.engine.core.workspace.MigrationsDirectory;
import dev.gnomon.engine.core.workspace.SchemaFeatures;
import dev.gnomon.engine.core.workspace.ShadowSettings;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.dialect.DatabaseLocation;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.schema.PrismaSchema;
import dev.gnomon.schema.lowering.SchemaLowering;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The project that a command works on: its settings, and what they lead to. */
final class Project {

    private final Settings settings;
    private final Dialects dialects;
    private final boolean lockDisabled;
    private Optional<PrismaSchema> checkedSchema = Optional.empty();

    /**
     * @param lockDisabled the user switched the migration lock off
     */
    Project(Settings settings, Dialects dialects, boolean lockDisabled) {
        this.settings = settings;
        this.dialects = dialects;
        this.lockDisabled = lockDisabled;
    }

    Settings settings() {
        return settings;
    }

    Dialects dialects() {
        return dialects;
    }

    /** A path as messages show it: relative to where the user is. */
    String relative(Path path) {
        Path base = settings.workingDirectory();
        Path absolute = base.resolve(path).normalize();
        if (!base.getRoot().equals(absolute.getRoot())) {
            return absolute.toString();
        }
        String relative = base.relativize(absolute).toString();
        return relative.isEmpty() ? "." : relative;
    }

    /** The datasource block of the schema. */
    SchemaDatasource datasource() {
        settings.requireSchema();
        return settings.datasource()
                .orElseThrow(
                        () -> new GnomonException(
                                EngineErrorCode.SCHEMA_INVALID,
                                "A datasource block is missing in the Prisma schema file.",
                                "Add `datasource db { provider = \"postgresql\" }` to it, with the provider of your database."));
    }

    /** The dialect that the schema's datasource names. */
    Dialect dialect() {
        SchemaDatasource datasource = datasource();
        String provider = datasource
                .provider()
                .orElseThrow(() -> new GnomonException(
                        EngineErrorCode.SCHEMA_INVALID,
                        "Argument \"provider\" is missing in data source block \"" + datasource.name() + "\".",
                        "Add `provider = \"postgresql\"` to it, with the provider of your database."));
        return dialects.require(provider);
    }

    /**
     * The schema, checked.
     *
     * @throws GnomonException {@code P1012} with every error of the schema
     */
    PrismaSchema requireValidSchema() {
        PrismaSchema schema = checkedSchema();
        if (schema.hasErrors()) {
            throw SchemaErrors.invalid(schema);
        }
        return schema;
    }

    /** The schema with what there is to say about it. */
    PrismaSchema checkedSchema() {
        if (checkedSchema.isEmpty()) {
            checkedSchema = Optional.of(check(settings.requireSchema()));
        }
        return checkedSchema.get();
    }

    private PrismaSchema check(LoadedSchema loaded) {
        return SchemaErrors.check(loaded.parsed(), dialects);
    }

    /** The structure that the database shall have. */
    DatabaseSchema desired(Workspace workspace) {
        PrismaSchema schema = requireValidSchema();
        Optional<String> namespace = workspace
                .target()
                .flatMap(
                        target -> workspace.dialect().connector().locate(target).schema());
        return SchemaLowering.lower(schema.dataModel(), workspace.dialect(), namespace);
    }

    MigrationsDirectory migrations() {
        return new MigrationsDirectory(settings.migrationsDirectory());
    }

    /**
     * What the engine works on.
     *
     * @param command         for the message where there is no URL
     * @param resetAllowed    the name given with {@code --allow-shadow-reset}
     */
    Workspace workspace(String command, Optional<String> resetAllowed) {
        DatabaseTarget target = settings.requireTarget(command);
        return workspace(dialect(), Optional.of(target), resetAllowed);
    }

    Workspace workspace(Dialect dialect, Optional<DatabaseTarget> target, Optional<String> resetAllowed) {
        Workspace.Builder builder = Workspace.of(dialect)
                .shadow(new ShadowSettings(
                        shadowTarget(settings, dialect),
                        resetAllowed,
                        settings.shadowTemplate(),
                        settings.shadowAllowed()))
                .namespaces(
                        settings.datasource().map(SchemaDatasource::namespaces).orElse(List.of()))
                .external(new ExternalObjects(settings.externalTables(), settings.externalEnums()))
                .initScript(settings.initShadowDatabase())
                .lockDisabled(lockDisabled);
        target.ifPresent(builder::target);
        settings.schema().ifPresent(schema -> builder.features(features(checkedSchema())));
        return builder.build();
    }

    /** The shadow database of the user's own, where there is a use for one; elsewhere nobody has to say where it is. */
    static Optional<DatabaseTarget> shadowTarget(Settings settings, Dialect dialect) {
        return ShadowSettings.areUsedBy(dialect) ? settings.shadowTarget() : Optional.empty();
    }

    static SchemaFeatures features(PrismaSchema schema) {
        Set<String> preview = schema.dataModel().previewFeatures();
        return new SchemaFeatures(preview.contains("postgresqlExtensions"), preview.contains("partialIndexes"));
    }

    /** Where the database is, as far as the URL tells. */
    Optional<DatabaseLocation> location(Dialect dialect, DatabaseTarget target) {
        try {
            return Optional.of(dialect.connector().locate(target));
        } catch (GnomonException unreadable) {
            return Optional.empty();
        }
    }
}
