package dev.gnomon.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.conformance.engine.TestDatabase;
import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.workspace.SchemaFeatures;
import dev.gnomon.engine.core.workspace.ShadowSettings;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.MigrationHistory;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.schema.model.DataModel;
import dev.gnomon.schema.model.Datasource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Recorded cases that are played on a real database, one after the other. */
final class EngineCase implements AutoCloseable {

    private final TestDatabase database;
    private final ShadowSettings shadow;
    private final Optional<TestDatabase> configuredShadow;
    private final DataModel dataModel;
    private final Engine engine = Engine.builder().build();

    /** The databases of one kind that all cases of a test share, since making one takes long on a server. */
    record Databases(TestDatabase main, Optional<TestDatabase> shadow) implements AutoCloseable {

        static Databases create(String provider) {
            return new Databases(
                    TestDatabase.create(provider),
                    provider.equals("sqlite") ? Optional.empty() : Optional.of(TestDatabase.create(provider)));
        }

        @Override
        public void close() {
            main.close();
            shadow.ifPresent(TestDatabase::close);
        }
    }

    /**
     * Start with an empty database.
     *
     * @param schema the text of the schema that says which namespaces and features are in view
     */
    EngineCase(Databases databases, String schema) {
        this.dataModel = SchemaDiffAnswer.parse(schema).dataModel();
        this.database = databases.main();
        this.configuredShadow = databases.shadow();
        this.shadow = configuredShadow
                .map(configured -> ShadowSettings.configured(configured.target()))
                .orElse(ShadowSettings.AUTOMATIC);
        database.empty();
    }

    Engine engine() {
        return engine;
    }

    TestDatabase database() {
        return database;
    }

    Workspace workspace() {
        Set<String> features = dataModel.previewFeatures();
        return database.workspace().toBuilder()
                .shadow(shadow)
                .namespaces(dataModel.datasource().map(Datasource::namespaces).orElse(List.of()))
                .features(new SchemaFeatures(
                        features.contains("postgresqlExtensions"), features.contains("partialIndexes")))
                .build();
    }

    DatabaseSchema lower(String schema) {
        return SchemaDiffAnswer.lower(SchemaDiffAnswer.parse(schema), database.dialect());
    }

    /** The migrations of a recorded list of names and scripts. */
    static List<Migration> migrations(List<Map<String, Object>> recorded) {
        return recorded.stream()
                .map(migration -> new Migration(
                        (String) migration.get("name"), Optional.ofNullable((String) migration.get("sql"))))
                .toList();
    }

    /** A history whose lock file is the right one. */
    MigrationHistory history(List<Map<String, Object>> recorded) {
        String lockFile = "provider = \"" + database.dialect().lockFileProvider() + "\"\n";
        return new MigrationHistory(Optional.of(lockFile), migrations(recorded));
    }

    @Override
    public void close() {
        engine.close();
        configuredShadow.ifPresent(left -> assertThat(left.schema().tables()).isEmpty());
    }
}
