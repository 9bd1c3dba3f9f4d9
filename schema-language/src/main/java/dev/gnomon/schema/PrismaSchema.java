package dev.gnomon.schema;

import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.schema.model.ConnectionSettings;
import dev.gnomon.schema.model.DataModel;
import dev.gnomon.schema.resolution.DataModelMaker;
import dev.gnomon.schema.resolution.DiagnosticCollector;
import dev.gnomon.schema.resolution.SchemaResolver;
import dev.gnomon.schema.syntax.Diagnostic;
import dev.gnomon.schema.syntax.DiagnosticPrinter;
import dev.gnomon.schema.syntax.ParsedSchema;
import dev.gnomon.schema.syntax.SchemaDocument;
import dev.gnomon.schema.syntax.SchemaFile;
import dev.gnomon.schema.syntax.SchemaParser;
import dev.gnomon.schema.target.TargetDatabase;
import dev.gnomon.schema.validation.SchemaRules;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A schema that was read and checked. */
public final class PrismaSchema {

    private final SchemaDocument document;
    private final SchemaResolver.Resolution resolution;
    private final List<Diagnostic> diagnostics;

    /** Made when somebody asks: who only wants to know whether the schema is valid does not. */
    private volatile @Nullable DataModel dataModel;

    private PrismaSchema(SchemaDocument document, SchemaResolver.Resolution resolution, List<Diagnostic> diagnostics) {
        this.document = document;
        this.resolution = resolution;
        this.diagnostics = List.copyOf(diagnostics);
    }

    /** Give the text as a tree. */
    public SchemaDocument document() {
        return document;
    }

    /** Give what it says; where there are errors, as far as it could be understood. */
    public DataModel dataModel() {
        DataModel made = dataModel;
        if (made == null) {
            made = DataModelMaker.make(resolution.schema());
            dataModel = made;
        }
        return made;
    }

    /** Give the addresses that the datasource names. */
    public ConnectionSettings connections() {
        return DataModelMaker.connections(resolution.schema());
    }

    /** Give warnings, then errors, each in the order in which the checks are made. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    /**
     * Read and check a schema. Never throws for what the schema says: see {@link #diagnostics}.
     *
     * @param files    in the order in which they count
     * @param dialects finds the dialect that a datasource's provider names
     */
    public static PrismaSchema parse(List<SchemaFile> files, Function<String, Optional<Dialect>> dialects) {
        return check(SchemaParser.parse(files), dialects);
    }

    /** The same for a schema that has been parsed. */
    public static PrismaSchema check(ParsedSchema parsed, Function<String, Optional<Dialect>> dialects) {
        DiagnosticCollector diagnostics = new DiagnosticCollector();
        SchemaResolver.Resolution resolution = SchemaResolver.resolve(
                parsed, provider -> dialects.apply(provider).map(TargetDatabase::of), diagnostics);
        SchemaRules.check(resolution, parsed.document(), diagnostics);
        return new PrismaSchema(parsed.document(), resolution, diagnostics.all());
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

    /** Show some of the diagnostics as the terminal does, without colours. */
    public String print(List<Diagnostic> some) {
        return new DiagnosticPrinter(document.files(), false).print(some);
    }
}
