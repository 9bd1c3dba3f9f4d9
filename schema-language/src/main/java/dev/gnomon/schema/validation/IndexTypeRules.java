package dev.gnomon.schema.validation;

import dev.gnomon.engine.dialect.IndexAlgorithm;
import dev.gnomon.engine.dialect.KeyRestriction;
import dev.gnomon.engine.dialect.NativeTypeDescriptor;
import dev.gnomon.engine.dialect.OperatorClassDescriptor;
import dev.gnomon.engine.dialect.SchemaFeature;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.NativeType;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import dev.gnomon.schema.model.IndexField;
import dev.gnomon.schema.model.ScalarFieldType;
import dev.gnomon.schema.resolution.DiagnosticCollector;
import dev.gnomon.schema.resolution.NativeTypeUse;
import dev.gnomon.schema.resolution.ResolvedIndex;
import dev.gnomon.schema.resolution.ResolvedKey;
import dev.gnomon.schema.resolution.ResolvedModel;
import dev.gnomon.schema.resolution.ResolvedScalarField;
import dev.gnomon.schema.resolution.ScalarTypes;
import dev.gnomon.schema.syntax.Span;
import java.util.List;
import java.util.Optional;

/** Rules about what types of fields a key or index can hold. */
final class IndexTypeRules {

    private static final String LENGTH_GUIDE =
            " Please use the `length` argument to the field in the index definition to allow this.";

    private final RuleContext context;
    private final DiagnosticCollector diagnostics;

    IndexTypeRules(RuleContext context) {
        this.context = context;
        this.diagnostics = context.diagnostics();
    }

    void check(ResolvedModel model) {
        for (ResolvedIndex index : model.indexes()) {
            checkRestrictions(model, index);
            checkAlgorithm(model, index);
        }
        model.primaryKey().ifPresent(key -> checkRestrictions(model, key));
    }

    private void checkRestrictions(ResolvedModel model, ResolvedIndex index) {
        for (IndexField field : index.fields()) {
            Optional<Restricted> restricted = restricted(model, field);
            if (restricted.isEmpty()
                    || (index.kind() == Index.Kind.FULLTEXT && restricted.get().withLengthOnly())) {
                continue;
            }
            String type = restricted.get().type().toString();
            String guide = restricted.get().guide();
            String connector = context.traits().connectorName();
            diagnostics.error(
                    index.isUnique()
                            ? "Native type `" + type + "` cannot be unique in " + connector + "." + guide
                            : "You cannot define an index on fields with native type `" + type + "` of " + connector
                                    + "." + guide,
                    restricted.get().restriction() == KeyRestriction.NOT_IN_INDEXES
                            ? context.field(model, field.field()).syntax().span()
                            : index.syntax().span());
            return;
        }
    }

    private void checkRestrictions(ResolvedModel model, ResolvedKey key) {
        Span span = key.syntax().span();
        for (IndexField field : key.fields()) {
            Optional<Restricted> restricted = restricted(model, field);
            if (restricted.isPresent() && restricted.get().restriction() != KeyRestriction.NOT_IN_INDEXES) {
                diagnostics.error(
                        "Native type `" + restricted.get().type() + "` of "
                                + context.traits().connectorName()
                                + " cannot be used on a field that is `@id` or `@@id`."
                                + restricted.get().guide(),
                        span);
                return;
            }
            if (context.field(model, field.field()).is(Scalar.BYTES)
                    && !context.supports(SchemaFeature.BYTES_IN_PRIMARY_KEY)) {
                diagnostics.error("Invalid model: Using Bytes type is not allowed in the model's id.", span);
                return;
            }
        }
    }

    /** A native type that the key or index cannot hold, or only a part of it. */
    private record Restricted(NativeType type, KeyRestriction restriction) {
        boolean withLengthOnly() {
            return restriction == KeyRestriction.ONLY_WITH_LENGTH;
        }

        String guide() {
            return withLengthOnly() ? LENGTH_GUIDE : "";
        }
    }

    private Optional<Restricted> restricted(ResolvedModel model, IndexField field) {
        Optional<NativeType> type =
                context.field(model, field.field()).nativeType().map(NativeTypeUse::type);
        if (type.isEmpty()) {
            return Optional.empty();
        }
        Optional<NativeTypeDescriptor> descriptor =
                context.traits().types().nativeType(type.get().name());
        if (descriptor.isEmpty() || !descriptor.get().isRestrictedInKeys(type.get())) {
            return Optional.empty();
        }
        boolean withLengthOnly = descriptor.get().keyRestriction() == KeyRestriction.ONLY_WITH_LENGTH;
        return withLengthOnly && field.length().isPresent()
                ? Optional.empty()
                : Optional.of(new Restricted(type.get(), descriptor.get().keyRestriction()));
    }

    private void checkAlgorithm(ResolvedModel model, ResolvedIndex index) {
        if (!context.knowsDialect()) {
            return;
        }
        Optional<IndexAlgorithm> algorithm = context.traits().indexes().algorithms().stream()
                .filter(known -> index.algorithm().map(known.name()::equals).orElse(known.isDefault()))
                .findFirst();
        if (algorithm.isEmpty()) {
            return;
        }
        for (IndexField field : index.fields()) {
            boolean raw = field.operatorClass()
                    .map(IndexField.OperatorClassName::isRaw)
                    .orElse(false);
            if (!raw) {
                problem(context.field(model, field.field()), field, algorithm.get())
                        .ifPresent(message -> diagnostics.attribute(
                                index.attributeName(), message, index.syntax().span()));
            }
        }
        if (algorithm.get().name().equals("SpGist") && index.fields().size() != 1) {
            diagnostics.attribute(
                    index.attributeName(),
                    "SpGist does not support multi-column indices.",
                    index.syntax().span());
        }
    }

    private Optional<String> problem(ResolvedScalarField field, IndexField indexed, IndexAlgorithm algorithm) {
        Optional<String> className = indexed.operatorClass().map(IndexField.OperatorClassName::text);
        Optional<String> nativeType = field.nativeType().map(use -> use.type().name());
        if (className.isPresent()) {
            Optional<OperatorClassDescriptor> operatorClass = context.traits().indexes().operatorClasses().stream()
                    .filter(known -> known.name().equals(className.get()))
                    .findFirst();
            if (operatorClass.isEmpty() || !operatorClass.get().algorithms().contains(algorithm.name())) {
                return Optional.of("The given operator class `" + className.get() + "` is not supported with the `"
                        + algorithm.name() + "` index type.");
            }
            return problem(field, operatorClass.get(), nativeType);
        }
        if (algorithm.isDefault() || (algorithm.scalarTypes().isEmpty() && !algorithm.listsOfAnyType())) {
            return Optional.empty();
        }
        if (field.isList() && algorithm.listsOfAnyType()) {
            return Optional.empty();
        }
        if (nativeType.isPresent()) {
            boolean hasDefault = context.traits().indexes().operatorClasses().stream()
                    .anyMatch(known -> known.defaultOf().contains(algorithm.name())
                            && known.nativeTypes().contains(nativeType.get()));
            return hasDefault
                    ? Optional.empty()
                    : Optional.of("The " + algorithm.name() + " index field type `" + nativeType.get()
                            + "` has no default operator class.");
        }
        return supports(algorithm, field)
                ? Optional.empty()
                : Optional.of("The " + algorithm.name() + " index type does not support the type of the field `"
                        + field.name() + "`.");
    }

    private Optional<String> problem(
            ResolvedScalarField field, OperatorClassDescriptor operatorClass, Optional<String> nativeType) {
        String name = operatorClass.name();
        if (operatorClass.nativeTypes().isEmpty()) {
            return field.isList()
                    ? Optional.empty()
                    : Optional.of("The given operator class `" + name + "` expects the type of field `" + field.name()
                            + "` to be an array.");
        }
        if (nativeType.isPresent()) {
            return operatorClass.nativeTypes().contains(nativeType.get())
                    ? Optional.empty()
                    : Optional.of("The given operator class `" + name + "` does not support native type `"
                            + nativeType.get() + "` of field `" + field.name() + "`.");
        }
        Optional<Scalar> usual = usualScalar(operatorClass.nativeTypes());
        if (usual.isEmpty()) {
            return Optional.of("The given operator class `" + name + "` expects the field `" + field.name()
                    + "` to define a valid native type.");
        }
        return field.is(usual.get())
                ? Optional.empty()
                : Optional.of("The given operator class `" + name + "` points to the field `" + field.name()
                        + "` that is not of " + ScalarTypes.name(usual.get()) + " type.");
    }

    /** Find the scalar type that has one of these native types where the schema writes none. */
    private Optional<Scalar> usualScalar(List<String> nativeTypes) {
        for (Scalar scalar : Scalar.values()) {
            if (scalar != Scalar.UUID
                    && context.traits()
                            .types()
                            .defaultNativeType(scalar)
                            .filter(type -> nativeTypes.contains(type.name()))
                            .isPresent()) {
                return Optional.of(scalar);
            }
        }
        return Optional.empty();
    }

    private static boolean supports(IndexAlgorithm algorithm, ResolvedScalarField field) {
        return switch (field.type()) {
            case ScalarFieldType.Unsupported unsupported -> true;
            case ScalarFieldType.Builtin builtin -> algorithm.scalarTypes().contains(builtin.scalar());
            case ScalarFieldType.EnumName enumName -> false;
        };
    }
}
