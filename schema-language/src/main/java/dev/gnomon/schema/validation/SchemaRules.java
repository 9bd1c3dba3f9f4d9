package dev.gnomon.schema.validation;

import dev.gnomon.schema.resolution.DiagnosticCollector;
import dev.gnomon.schema.resolution.SchemaResolver;
import dev.gnomon.schema.syntax.Expression;
import dev.gnomon.schema.syntax.SchemaDocument;

/** All rules that a schema with resolved names must keep, in the order in which they are checked. */
public final class SchemaRules {

    private SchemaRules() {}

    /** Check everything. */
    public static void check(
            SchemaResolver.Resolution resolution, SchemaDocument document, DiagnosticCollector diagnostics) {
        for (Expression.FunctionCall call : resolution.unknownFunctions()) {
            diagnostics.error(
                    "Unknown function in @default(): `" + call.name()
                            + "` is not known. You can read about the available functions here:"
                            + " https://pris.ly/d/attribute-functions",
                    call.span());
        }
    }
}
