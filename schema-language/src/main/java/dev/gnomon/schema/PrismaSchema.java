package dev.gnomon.schema;

import dev.gnomon.engine.dialect.SchemaTraits;
import dev.gnomon.schema.model.DataModel;
import dev.gnomon.schema.syntax.Diagnostic;
import dev.gnomon.schema.syntax.DiagnosticPrinter;
import dev.gnomon.schema.syntax.SchemaDocument;
import dev.gnomon.schema.syntax.SchemaFile;
import dev.gnomon.schema.validation.SchemaReader;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A schema that was read and checked.
 *
 * @param document    the text as a tree
 * @param dataModel   what it says; complete where there are no errors
 * @param traits      of the dialect that the datasource names; empty where there is none
 * @param diagnostics errors and warnings, errors first, each kind in the order in which checks are made
 */
public record PrismaSchema(
        SchemaDocument document, DataModel dataModel, Optional<SchemaTraits> traits, List<Diagnostic> diagnostics) {

    public PrismaSchema {
        diagnostics = List.copyOf(diagnostics);
    }

    /**
     * Read and check a schema. Never throws for what the schema says: see {@link #diagnostics}.
     *
     * @param files   in the order in which they count
     * @param dialects finds the traits of the dialect that a datasource's provider names
     */
    public static PrismaSchema parse(List<SchemaFile> files, Function<String, Optional<SchemaTraits>> dialects) {
        return SchemaReader.read(files, dialects);
    }

    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(Diagnostic::isError);
    }

    /** Give the errors alone. */
    public List<Diagnostic> errors() {
        return diagnostics.stream().filter(Diagnostic::isError).toList();
    }

    /** Give the warnings alone. */
    public List<Diagnostic> warnings() {
        return diagnostics.stream().filter(diagnostic -> !diagnostic.isError()).toList();
    }

    /** Show errors and warnings as the terminal does, without colours. */
    public String printedDiagnostics() {
        return new DiagnosticPrinter(document.files(), false).print(diagnostics);
    }
}
