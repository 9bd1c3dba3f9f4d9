package dev.gnomon.cli;

import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.SchemaDiff;
import dev.gnomon.engine.core.workspace.SchemaSource;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.Observer;
import dev.gnomon.project.ComparisonSide;
import dev.gnomon.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code migrate diff}. */
final class MigrateDiffCommand implements Command {

    @Override
    public CommandDescription description() {
        List<Option> options = new ArrayList<>();
        for (String side : List.of("from", "to")) {
            options.add(Option.flag(side + "-empty", "Nothing at all"));
            options.add(Option.value(side + "-schema", "PATH", "A schema: a file or a folder"));
            options.add(Option.value(side + "-migrations", "FOLDER", "What the migrations build in a shadow database"));
            options.add(Option.flag(side + "-config-datasource", "The configured database"));
            options.add(Option.value(side + "-url", "URL", "A database"));
            options.add(Option.value(side + "-sql", "PATH", "What a script, or a folder of them, builds"));
            options.add(Option.value(side + "-schema-datamodel", "PATH", "The same as --" + side + "-schema"));
            options.add(Option.value(side + "-schema-datasource", "PATH", "The database that a schema names"));
            options.add(Option.flag(side + "-local-d1", ""));
        }
        options.addAll(List.of(
                Option.flag("script", "Print SQL instead of a summary"),
                Option.flag("exit-code", "End with 2 if there is a difference, with 0 if there is none"),
                Option.value("output", "FILE", "Write to a file").withShortName("o"),
                CommandDescription.SHADOW_URL,
                CommandDescription.NO_CACHE,
                CommandDescription.ALLOW_SHADOW_RESET,
                CommandDescription.CONFIG));
        return CommandDescription.of(
                "migrate diff",
                "Compare two schemas, whatever they come from.",
                options,
                "migrate diff --from-migrations prisma/migrations --to-schema prisma/schema.prisma --script",
                "migrate diff --from-config-datasource --to-schema prisma/schema.prisma --exit-code");
    }

    @Override
    public Ending run(Invocation invocation) {
        checkSides(invocation.arguments());
        Project project = invocation.project();
        ComparisonSide from = DiffSides.read(invocation, project, "from");
        ComparisonSide to = DiffSides.read(invocation, project, "to");
        Dialect dialect = from.dialect()
                .or(to::dialect)
                .or(() -> configured(project))
                .orElseThrow(() -> new GnomonException(
                        EngineErrorCode.USAGE,
                        "Could not determine the connector to use for diffing.",
                        "Name a schema, a database or a migrations directory on one of the two sides."));
        SchemaSource source = from.source(dialect);
        SchemaSource target = to.source(dialect);
        Workspace workspace = project.comparison(
                dialect,
                Stream.of(from, to).flatMap(side -> side.schema().stream()).toList(),
                source.isReplayed() || target.isReplayed());
        Engine engine = invocation.engine(
                new DiffNotes(new Observer() {}, invocation.output()::errorLine, dialect, to.schema()));
        SchemaDiff diff = engine.diff(workspace, source, target);
        String text = invocation.arguments().has("script") ? diff.script() : diff.summary();
        Optional<String> file = invocation.arguments().value("output");
        if (file.isPresent()) {
            write(invocation, file.get(), text);
        } else {
            invocation.output().payload(text.endsWith("\n") ? text : text + "\n");
        }
        int exitCode = invocation.arguments().has("exit-code") && !diff.isEmpty() ? Ending.DIFFERENT : Ending.OK;
        return new Ending(exitCode, diff.isEmpty() ? "equal" : "different", json -> {
            json.writeStringProperty("summary", diff.summary());
            json.writeStringProperty("script", diff.script());
        });
    }

    private static Optional<Dialect> configured(Project project) {
        return project.settings()
                .datasource()
                .flatMap(block -> block.provider())
                .flatMap(project.dialects()::find);
    }

    private static void checkSides(Arguments arguments) {
        StringBuilder problem = new StringBuilder();
        for (String side : List.of("from", "to")) {
            int given = 0;
            for (String source : DiffSides.SOURCES) {
                given += arguments.has(side + "-" + source) ? 1 : 0;
            }
            if (given != 1) {
                problem.append(problem.isEmpty() ? "" : "\n")
                        .append(given)
                        .append(" `--")
                        .append(side)
                        .append("-...` parameter(s) provided. 1 must be provided.");
            }
        }
        if (!problem.isEmpty()) {
            throw new GnomonException(
                    EngineErrorCode.USAGE,
                    problem.toString(),
                    "Each of both sides is one of: -empty, -schema, -migrations, -config-datasource, -url, -sql,"
                            + " -schema-datamodel, -schema-datasource.");
        }
    }

    private static void write(Invocation invocation, String file, String text) {
        Path path = invocation.surroundings().workingDirectory().resolve(file);
        try {
            Path folder = path.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new GnomonException(
                    EngineErrorCode.FILE_FAILURE,
                    "Could not write " + file + ".",
                    "Check that the folder can be written to.",
                    e);
        }
    }
}
