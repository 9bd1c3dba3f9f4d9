package dev.gnomon.cli;

import dev.gnomon.config.LoadedSchema;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.project.SchemaErrors;
import dev.gnomon.schema.PrismaSchema;
import dev.gnomon.schema.syntax.Diagnostic;
import dev.gnomon.schema.syntax.DiagnosticPrinter;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** {@code validate}. */
final class ValidateCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of(
                "validate",
                "Check the schema.",
                List.of(CommandDescription.SCHEMA, CommandDescription.CONFIG),
                "validate",
                "validate --schema db/schema.prisma");
    }

    @Override
    public Ending run(Invocation invocation) {
        Output output = invocation.output();
        invocation.tellSchema();
        LoadedSchema loaded = invocation.project().settings().requireSchema();
        PrismaSchema schema = invocation.project().checkedSchema();
        if (!schema.warnings().isEmpty()) {
            DiagnosticPrinter printer = new DiagnosticPrinter(schema.document().files(), true);
            output.errorLine("\n" + printer.print(schema.warnings()));
        }
        if (schema.hasErrors()) {
            if (!invocation.arguments().has("json")) {
                GnomonException invalid = SchemaErrors.invalid(schema);
                String remedy = invalid.remedy().isEmpty() ? "" : "\n" + invalid.remedy() + "\n";
                output.failure(output.boldRed("Error: ") + invalid.problem() + "\n" + remedy);
            }
            return new Ending(Ending.FAILED, "invalid", json -> diagnostics(json, schema));
        }
        String path = invocation.relative(loaded.location());
        output.line(
                loaded.paths().size() > 1
                        ? "The schemas at " + path + " are valid 🚀"
                        : "The schema at " + path + " is valid 🚀");
        return Ending.ok("valid", json -> diagnostics(json, schema));
    }

    private static void diagnostics(JsonGenerator json, PrismaSchema schema) {
        DiagnosticPrinter printer = new DiagnosticPrinter(schema.document().files(), false);
        json.writeArrayPropertyStart("diagnostics");
        for (Diagnostic diagnostic : schema.diagnostics()) {
            DiagnosticPrinter.Position position = printer.position(diagnostic.span());
            json.writeStartObject();
            json.writeStringProperty("severity", diagnostic.severity().word());
            json.writeStringProperty("message", diagnostic.message());
            json.writeStringProperty("file", position.path());
            json.writeNumberProperty("line", position.line());
            json.writeNumberProperty("column", position.column());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
