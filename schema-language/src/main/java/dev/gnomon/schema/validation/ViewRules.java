package dev.gnomon.schema.validation;

import dev.gnomon.schema.model.IndexField;
import dev.gnomon.schema.resolution.DiagnosticCollector;
import dev.gnomon.schema.resolution.ResolvedIndex;
import dev.gnomon.schema.resolution.ResolvedModel;
import dev.gnomon.schema.syntax.Span;

/** Rules about views: they have no keys and indexes of their own. */
final class ViewRules {

    private static final String UNIQUE_IS_NO_INDEX =
            "@@unique annotations on views are not backed by unique indexes in the database and cannot ";

    private final RuleContext context;
    private final DiagnosticCollector diagnostics;

    ViewRules(RuleContext context) {
        this.context = context;
        this.diagnostics = context.diagnostics();
    }

    void checkPreviewFeature(ResolvedModel view) {
        if (context.lacksPreviewFeature("views")) {
            diagnostics.validation(
                    "View definitions are only available with the `views` preview feature.",
                    view.syntax().span());
        }
    }

    void check(ResolvedModel view) {
        view.primaryKey()
                .ifPresent(key -> diagnostics.validation(
                        "Views cannot have primary keys.", key.syntax().span()));
        for (ResolvedIndex index : view.indexes()) {
            Span span = index.syntax().span();
            if (!index.isUnique()) {
                diagnostics.validation("Views cannot have indexes.", span);
                continue;
            }
            if (index.mappedName().isPresent()) {
                diagnostics.validation(UNIQUE_IS_NO_INDEX + "specify a mapped database name.", span);
            }
            if (index.clustered().isPresent()) {
                diagnostics.validation(UNIQUE_IS_NO_INDEX + "be clustered.", span);
            }
            if (index.fields().stream().anyMatch(ViewRules::hasArguments)) {
                diagnostics.attribute(
                        index.attributeName(),
                        "Scalar fields in @@unique attributes in views cannot have arguments.",
                        span);
            }
        }
    }

    private static boolean hasArguments(IndexField field) {
        return field.length().isPresent()
                || field.sortOrder().isPresent()
                || field.operatorClass().isPresent();
    }
}
