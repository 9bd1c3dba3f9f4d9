package dev.gnomon.cli;

import dev.gnomon.config.LoadedSchema;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.support.TextFile;
import dev.gnomon.project.SchemaErrors;
import dev.gnomon.schema.PrismaSchema;
import dev.gnomon.schema.format.SchemaFormatter;
import dev.gnomon.schema.syntax.SchemaFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** {@code format}. */
final class FormatCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of(
                "format",
                "Give the schema its usual form.",
                List.of(
                        Option.flag("check", "Change nothing, and end with 1 if something would be changed"),
                        CommandDescription.SCHEMA,
                        CommandDescription.CONFIG),
                "format",
                "format --check");
    }

    @Override
    public Ending run(Invocation invocation) {
        long start = System.nanoTime();
        Output output = invocation.output();
        invocation.tellSchema();
        LoadedSchema loaded = invocation.project().settings().requireSchema();
        List<SchemaFile> before = loaded.parsed().document().files();
        List<SchemaFile> after = SchemaFormatter.format(before);
        List<String> changed = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            if (!before.get(i).text().equals(after.get(i).text())) {
                changed.add(before.get(i).path());
            }
        }
        if (invocation.arguments().has("check")) {
            if (changed.isEmpty()) {
                output.line("All files are formatted correctly!");
                return Ending.ok("formatted");
            }
            output.errorLine(output.boldRed("!") + " There are unformatted files. Run prisma format to format them.");
            return new Ending(Ending.FAILED, "unformatted", json -> JsonReport.strings(json, "files", changed));
        }
        for (int i = 0; i < before.size(); i++) {
            if (changed.contains(before.get(i).path())) {
                replace(loaded.paths().get(i), after.get(i).text());
            }
        }
        PrismaSchema checked = SchemaErrors.check(after, invocation.dialects());
        if (checked.hasErrors()) {
            throw SchemaErrors.invalid(checked);
        }
        output.line("Formatted " + output.bold(invocation.relative(loaded.location())) + " in "
                + Durations.since(start) + " 🚀");
        return Ending.ok(
                changed.isEmpty() ? "formatted" : "changed", json -> JsonReport.strings(json, "files", changed));
    }

    /** Through a second file, so that a failure leaves the first as it was; in the encoding of the first. */
    private static void replace(Path path, String text) {
        try {
            Path unfinished = path.resolveSibling(path.getFileName() + ".gnomon");
            Files.write(unfinished, TextFile.encode(text, Files.readAllBytes(path)));
            Files.move(unfinished, path, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new GnomonException(
                    EngineErrorCode.FILE_FAILURE,
                    "Could not write " + path + ".",
                    "Check that the folder can be written to.",
                    e);
        }
    }
}
