package dev.gnomon.cli;

import dev.gnomon.config.LoadedSchema;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.project.SchemaErrors;
import dev.gnomon.schema.PrismaSchema;
import dev.gnomon.schema.pull.PullRequest;
import dev.gnomon.schema.pull.PulledSchema;
import dev.gnomon.schema.pull.SchemaPull;
import dev.gnomon.schema.syntax.SchemaFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** {@code db pull}. */
final class DbPullCommand implements Command {

    private static final String HOW_TO_GO_ON = "\n\nTo fix this, you have two options:\n\n"
            + "- manually create a table in your database.\n"
            + "- make sure the database connection URL inside the datasource block in schema.prisma points to a database"
            + " that is not empty (it must contain at least one table).\n\n"
            + "Then you can run prisma db pull again.\n";

    @Override
    public CommandDescription description() {
        return CommandDescription.of(
                "db pull",
                "Write the schema that the database has.",
                List.of(
                        Option.flag("print", "Print the schema and write nothing"),
                        Option.flag("force", "Take nothing over from the present schema"),
                        Option.value("schemas", "NAMES", "Read these namespaces, separated by commas"),
                        Option.value("composite-type-depth", "NUMBER", ""),
                        CommandDescription.SCHEMA,
                        CommandDescription.CONFIG,
                        CommandDescription.URL),
                "db pull",
                "db pull --print");
    }

    @Override
    public Ending run(Invocation invocation) {
        long start = System.nanoTime();
        Output output = invocation.output();
        boolean print = invocation.arguments().has("print");
        boolean force = invocation.arguments().has("force");
        Workspace workspace = print ? invocation.openWorkspaceQuietly() : invocation.openWorkspace();
        LoadedSchema loaded = invocation.project().settings().requireSchema();
        PrismaSchema previous = invocation.project().checkedSchema();
        if (previous.hasErrors() && !force) {
            GnomonException invalid = SchemaErrors.invalid(previous);
            throw new GnomonException(
                    invalid.code(),
                    invalid.problem() + "\n\nIntrospection failed as your current Prisma schema file is invalid",
                    "Correct the schema by hand, or run the command with --force to overwrite it.");
        }
        List<String> named = invocation
                .arguments()
                .value("schemas")
                .map(names -> List.of(names.split(",")))
                .orElse(List.of());
        if (!named.isEmpty()) {
            workspace = workspace.toBuilder().namespaces(named).build();
        }
        if (!print) {
            output.line("\nIntrospecting based on datasource defined in "
                    + invocation.relative(loaded.location()));
        }
        DatabaseSchema database = invocation.engine().introspect(workspace);
        PulledSchema pulled = SchemaPull.pull(new PullRequest(
                database, workspace.dialect(), previous.document(), previous.dataModel(), force, named));
        if (pulled.empty()) {
            throw new GnomonException(
                    EngineErrorCode.DATABASE_HAS_NO_TABLES,
                    "The introspected database was empty:\n\nprisma db pull could not create any models in your"
                            + " schema.prisma file and you will not be able to generate Prisma Client with the prisma"
                            + " generate command." + HOW_TO_GO_ON,
                    "");
        }
        return print ? printed(output, pulled) : written(invocation, loaded, pulled, start);
    }

    private static Ending printed(Output output, PulledSchema pulled) {
        for (SchemaFile file : pulled.files()) {
            output.payload((pulled.files().size() > 1 ? "// " + file.path() + "\n" : "") + file.text() + "\n");
        }
        pulled.warnings()
                .ifPresent(warnings ->
                        output.errorLine("\n// " + warnings.stripTrailing().replace("\n", "\n// ")));
        return Ending.ok("printed", members(pulled));
    }

    private static Ending written(Invocation invocation, LoadedSchema loaded, PulledSchema pulled, long start) {
        Output output = invocation.output();
        Path workingDirectory = invocation.surroundings().workingDirectory();
        for (SchemaFile file : pulled.files()) {
            Path path = workingDirectory.resolve(file.path());
            try {
                Path unfinished = path.resolveSibling(path.getFileName() + ".gnomon");
                Files.writeString(unfinished, file.text());
                Files.move(unfinished, path, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new GnomonException(
                        EngineErrorCode.FILE_FAILURE,
                        "Could not write " + file.path() + ".",
                        "Check that the folder can be written to.",
                        e);
            }
        }
        long models = pulled.files().stream()
                .flatMap(file -> file.text().lines())
                .filter(line -> line.startsWith("model "))
                .count();
        output.line("\n✔ Introspected " + models
                + (models == 1 ? " model and wrote it into " : " models and wrote them into ")
                + output.bold(invocation.relative(loaded.location())) + " in " + Durations.since(start));
        pulled.warnings().ifPresent(warnings -> output.line("\n" + output.yellow(warnings.stripTrailing())));
        return Ending.ok("written", members(pulled));
    }

    private static JsonReport.Members members(PulledSchema pulled) {
        return json -> {
            json.writeArrayPropertyStart("files");
            for (SchemaFile file : pulled.files()) {
                json.writeStartObject();
                json.writeStringProperty("path", file.path());
                json.writeStringProperty("content", file.text());
                json.writeEndObject();
            }
            json.writeEndArray();
            if (pulled.warnings().isPresent()) {
                json.writeStringProperty("warnings", pulled.warnings().get());
            } else {
                json.writeNullProperty("warnings");
            }
        };
    }
}
