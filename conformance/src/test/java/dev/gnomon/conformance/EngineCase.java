package dev.gnomon.conformance;

import dev.gnomon.conformance.engine.TestDatabase;
import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.SchemaFeatures;
import dev.gnomon.engine.core.Workspace;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.MigrationHistory;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.schema.PrismaSchema;
import dev.gnomon.schema.model.DataModel;
import dev.gnomon.schema.model.Datasource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A recorded case that is played on a real database, which is gone at its end. */
final class EngineCase implements AutoCloseable {

    private final TestDatabase database;
    private final DataModel dataModel;
    private final Engine engine = Engine.builder().build();

    /**
     * Start with an empty database.
     *
     * @param schema the text of the schema that says which namespaces and features are in view
     */
    EngineCase(RecordedCase recorded, String schema) {
        PrismaSchema parsed = SchemaDiffAnswer.parse(schema);
        this.dataModel = parsed.dataModel();
        this.database = TestDatabase.create(recorded.provider());
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
        database.close();
    }
}
