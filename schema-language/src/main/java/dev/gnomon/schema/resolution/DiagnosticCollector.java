package dev.gnomon.schema.resolution;

import dev.gnomon.schema.syntax.Diagnostic;
import dev.gnomon.schema.syntax.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Collects errors and warnings and knows the forms that their messages have. */
public final class DiagnosticCollector {

    private final List<Diagnostic> errors = new ArrayList<>();
    private final List<Diagnostic> warnings = new ArrayList<>();

    public void add(Diagnostic diagnostic) {
        (diagnostic.isError() ? errors : warnings).add(diagnostic);
    }

    public void error(String message, Span span) {
        errors.add(Diagnostic.error(message, span));
    }

    public void warning(String message, Span span) {
        warnings.add(Diagnostic.warning(message, span));
    }

    /** An error in the schema at large. */
    public void validation(String message, Span span) {
        error("Error validating: " + message, span);
    }

    /**
     * An error in an attribute.
     *
     * @param attribute with its at-signs
     */
    public void attribute(String attribute, String message, Span span) {
        error("Error parsing attribute \"" + attribute + "\": " + message, span);
    }

    /**
     * An error in a model or view.
     *
     * @param keyword {@code model} or {@code view}
     */
    public void model(String keyword, String model, String message, Span span) {
        error("Error validating " + keyword + " \"" + model + "\": " + message, span);
    }

    public void field(String keyword, String model, String field, String message, Span span) {
        error("Error validating field `" + field + "` in " + keyword + " `" + model + "`: " + message, span);
    }

    public void datasource(String datasource, String message, Span span) {
        error("Error validating datasource `" + datasource + "`: " + message, span);
    }

    /** Give the errors found so far, in the order in which they were found. */
    public List<Diagnostic> errors() {
        return Collections.unmodifiableList(errors);
    }

    public boolean hasErrors() {
        return !errors.isEmpty();
    }

    /** Give the warnings, then the errors, each in the order in which they were found. */
    public List<Diagnostic> all() {
        List<Diagnostic> all = new ArrayList<>(warnings);
        all.addAll(errors);
        return all;
    }
}
