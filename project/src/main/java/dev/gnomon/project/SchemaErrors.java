package dev.gnomon.project;

import dev.gnomon.engine.core.plugin.Dialects;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.schema.PrismaSchema;
import dev.gnomon.schema.syntax.DiagnosticPrinter;
import dev.gnomon.schema.syntax.ParsedSchema;
import dev.gnomon.schema.syntax.SchemaFile;
import java.util.List;

/** Checks schemas, and words what is wrong with them. */
public final class SchemaErrors {

    private SchemaErrors() {}

    /** Read and check a schema with what the dialects say of themselves. */
    public static PrismaSchema check(List<SchemaFile> files, Dialects dialects) {
        return PrismaSchema.parse(files, dialects::find);
    }

    /** Check a schema that has been read. */
    public static PrismaSchema check(ParsedSchema parsed, Dialects dialects) {
        return PrismaSchema.check(parsed, dialects::find);
    }

    /** All errors of a schema as one failure, in the form of the schema engine. */
    public static GnomonException refused(PrismaSchema schema) {
        String errors = new DiagnosticPrinter(schema.document().files(), false).print(schema.errors());
        return new GnomonException(EngineErrorCode.SCHEMA_INVALID, errors, "");
    }

    /** All errors of a schema as one failure, in the form of {@code prisma validate}. */
    public static GnomonException invalid(PrismaSchema schema) {
        String errors = new DiagnosticPrinter(schema.document().files(), true).print(schema.errors());
        return new GnomonException(
                EngineErrorCode.SCHEMA_INVALID,
                "Prisma schema validation - (validate wasm)\nError code: P1012\n" + errors
                        + "\nValidation Error Count: " + schema.errors().size()
                        + "\n[Context: validate]\n\ngnomon version : " + Version.text(),
                remedy(schema));
    }

    /** The schema language cannot know that a provider may be had by a jar. */
    private static String remedy(PrismaSchema schema) {
        boolean unknownProvider =
                schema.errors().stream().anyMatch(error -> error.message().startsWith("Datasource provider not known"));
        return unknownProvider
                ? "`gnomon dialects` lists the providers that there are, and what is wrong with those that cannot be"
                        + " loaded. Put the jar of another one into a folder for dialects."
                : "";
    }
}
