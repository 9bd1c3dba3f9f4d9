package dev.gnomon.cli.rpc;

import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.schema.PrismaSchema;
import dev.gnomon.schema.pull.PullRequest;
import dev.gnomon.schema.pull.PulledSchema;
import dev.gnomon.schema.pull.PulledSchema.PulledView;
import dev.gnomon.schema.pull.SchemaPull;
import dev.gnomon.schema.syntax.SchemaFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/** The method {@code introspect}. */
final class IntrospectMethod {

    private IntrospectMethod() {}

    static Consumer<JsonGenerator> call(EngineProject project, Engine engine, JsonValue params) {
        List<SchemaFile> files = project.files(params.require("schema"));
        boolean force = params.flag("force");
        PrismaSchema previous = force ? project.unchecked(files) : project.schema(files);
        List<String> named = params.texts("namespaces");
        Workspace workspace = project.workspace(params, Optional.of(previous));
        if (!named.isEmpty()) {
            workspace = workspace.toBuilder().namespaces(named).build();
        }
        DatabaseSchema database = engine.introspect(workspace);
        PulledSchema pulled = SchemaPull.pull(new PullRequest(
                database, workspace.dialect(), previous.document(), previous.dataModel(), force, named));
        if (pulled.empty()) {
            throw new GnomonException(
                    EngineErrorCode.DATABASE_HAS_NO_TABLES, "The introspected database was empty.", "");
        }
        Set<String> known = files.stream().map(SchemaFile::path).collect(Collectors.toSet());
        Optional<String> folder = params.text("baseDirectoryPath");
        return json -> write(json, pulled, path -> known.contains(path) ? path : newPath(path, folder));
    }

    /** A file that was not there before lies at the top of the schema folder. */
    private static String newPath(String path, Optional<String> folder) {
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        return folder.map(base -> Path.of(base).resolve(name).toString()).orElse(path);
    }

    private static void write(JsonGenerator json, PulledSchema pulled, UnaryOperator<String> paths) {
        json.writeStartObject();
        json.writeObjectPropertyStart("schema");
        json.writeArrayPropertyStart("files");
        for (SchemaFile file : pulled.files()) {
            json.writeStartObject();
            json.writeStringProperty("path", paths.apply(file.path()));
            json.writeStringProperty("content", file.text());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        if (pulled.warnings().isPresent()) {
            json.writeStringProperty("warnings", pulled.warnings().get());
        } else {
            json.writeNullProperty("warnings");
        }
        if (pulled.views().isEmpty()) {
            json.writeNullProperty("views");
        } else {
            json.writeArrayPropertyStart("views");
            pulled.views().forEach(view -> writeView(json, view));
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void writeView(JsonGenerator json, PulledView view) {
        json.writeStartObject();
        json.writeStringProperty("schema", view.namespace().orElse(""));
        json.writeStringProperty("name", view.name());
        json.writeStringProperty("definition", view.query());
        json.writeEndObject();
    }
}
