package dev.gnomon.schema.validation;

import dev.gnomon.engine.dialect.NativeTypeDescriptor;
import dev.gnomon.engine.dialect.SchemaFeature;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import dev.gnomon.schema.model.IndexField;
import dev.gnomon.schema.model.ScalarFieldType;
import dev.gnomon.schema.resolution.DiagnosticCollector;
import dev.gnomon.schema.resolution.ResolvedDatasource;
import dev.gnomon.schema.resolution.ResolvedField;
import dev.gnomon.schema.resolution.ResolvedIndex;
import dev.gnomon.schema.resolution.ResolvedKey;
import dev.gnomon.schema.resolution.ResolvedModel;
import dev.gnomon.schema.resolution.ResolvedScalarField;
import dev.gnomon.schema.resolution.ScalarTypes;
import dev.gnomon.schema.syntax.Span;
import java.util.List;
import java.util.Optional;

/** Rules about single fields. */
final class FieldRules {

    private final RuleContext context;
    private final DiagnosticCollector diagnostics;
    private final ConstraintNameRules constraintNames;
    private final NativeTypeRules nativeTypes;
    private final DefaultRules defaults;

    FieldRules(RuleContext context, ConstraintNameRules constraintNames) {
        this.context = context;
        this.diagnostics = context.diagnostics();
        this.constraintNames = constraintNames;
        this.nativeTypes = new NativeTypeRules(context);
        this.defaults = new DefaultRules(context);
    }

    void check(ResolvedModel model, ResolvedScalarField field) {
        checkType(model, field);
        checkClientName(model, field);
        constraintNames.check(model, field);
        checkValues(model, field);
    }

    /** Check what does not depend on the rest of the model. */
    void checkAlone(ResolvedModel model, ResolvedScalarField field) {
        checkType(model, field);
        checkValues(model, field);
    }

    private void checkValues(ResolvedModel model, ResolvedScalarField field) {
        nativeTypes.check(field);
        defaults.check(model, field);
        checkUnsupported(field);
    }

    private void checkType(ResolvedModel model, ResolvedScalarField field) {
        String container = model.syntax().keyword();
        if (field.is(Scalar.JSON) && !context.supports(SchemaFeature.JSON)) {
            diagnostics.field(
                    container,
                    model.name(),
                    field.name(),
                    "Field `" + field.name() + "` in " + container + " `" + model.name()
                            + "` can't be of type Json. The current connector does not support the Json type.",
                    field.syntax().span());
        }
        if (field.isList() && !context.supports(SchemaFeature.SCALAR_LISTS)) {
            diagnostics.error(
                    "Field \"" + field.name() + "\" in " + container + " \"" + model.name()
                            + "\" can't be a list. The current connector does not support lists of primitive types.",
                    field.syntax().span());
        }
    }

    /** Check that no key or index has the field's name in the client. */
    void checkClientName(ResolvedModel model, ResolvedField field) {
        for (ResolvedIndex index : model.indexes()) {
            if (index.clientName().isPresent() && index.clientName().get().equals(field.name())) {
                complainAboutClientName(model, field, "@@unique");
                break;
            }
        }
        boolean isKey = model.primaryKey()
                .flatMap(ResolvedKey::clientName)
                .filter(name -> name.equals(field.name()))
                .isPresent();
        if (isKey) {
            complainAboutClientName(model, field, "@@id");
        }
    }

    private void complainAboutClientName(ResolvedModel model, ResolvedField field, String attribute) {
        diagnostics.model(
                model.syntax().keyword(),
                model.name(),
                "The custom name `" + field.name() + "` specified for the `" + attribute
                        + "` attribute is already used as a name for a field. Please choose a different name.",
                model.syntax().span());
    }

    private void checkUnsupported(ResolvedScalarField field) {
        if (!(field.type() instanceof ScalarFieldType.Unsupported unsupported)) {
            return;
        }
        String text = unsupported.databaseType();
        int parenthesis = text.indexOf('(');
        String name = (parenthesis < 0 ? text : text.substring(0, parenthesis)).strip();
        Optional<NativeTypeDescriptor> known = context.traits().types().nativeType(name);
        Optional<String> datasource = context.schema().datasource().map(ResolvedDatasource::name);
        if (known.isEmpty() || datasource.isEmpty()) {
            return;
        }
        int end = text.indexOf(')', Math.max(parenthesis, 0));
        List<String> arguments = parenthesis < 0 || end < 0
                ? List.of()
                : List.of(text.substring(parenthesis + 1, end).split("\\s*,\\s*"));
        if (!nativeTypes.couldBe(known.get(), arguments)) {
            return;
        }
        diagnostics.validation(
                "The type `Unsupported(\"" + text + "\")` you specified in the type definition for the field `"
                        + field.name()
                        + "` is supported as a native type by Prisma. Please use the native type notation `"
                        + ScalarTypes.name(known.get().scalarTypes().getFirst()) + " @" + datasource.get() + "." + name
                        + (arguments.isEmpty() ? "" : "(" + String.join(",", arguments) + ")")
                        + "` for full support.",
                field.syntax().span());
    }

    /** Check that only texts and bytes are indexed by their beginning. */
    static void checkLengthType(
            RuleContext context, ResolvedScalarField field, IndexField indexed, String attribute, Span span) {
        if (context.supports(SchemaFeature.INDEX_LENGTH)
                && indexed.length().isPresent()
                && !field.isUnsupported()
                && !field.is(Scalar.STRING)
                && !field.is(Scalar.BYTES)) {
            context.diagnostics()
                    .attribute(
                            attribute,
                            "The length argument is only allowed with field types `String` or `Bytes`.",
                            span);
        }
    }
}
