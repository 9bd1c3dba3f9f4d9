package dev.gnomon.schema.validation;

import dev.gnomon.engine.dialect.NativeTypeDescriptor;
import dev.gnomon.engine.dialect.NativeTypeParameter;
import dev.gnomon.engine.model.NativeType;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import dev.gnomon.schema.model.ScalarFieldType;
import dev.gnomon.schema.resolution.DiagnosticCollector;
import dev.gnomon.schema.resolution.NativeTypeUse;
import dev.gnomon.schema.resolution.ResolvedDatasource;
import dev.gnomon.schema.resolution.ResolvedScalarField;
import dev.gnomon.schema.resolution.ScalarTypes;
import dev.gnomon.schema.syntax.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rules about the database's own types and their arguments. */
final class NativeTypeRules {

    /** Numbers that the recorded engine can read at all. */
    private static final long LARGEST = 4_294_967_295L;

    /** The same where the word Max may stand in place of the number. */
    private static final long LARGEST_BESIDE_MAX = 65_535;

    private final RuleContext context;
    private final DiagnosticCollector diagnostics;

    NativeTypeRules(RuleContext context) {
        this.context = context;
        this.diagnostics = context.diagnostics();
    }

    void check(ResolvedScalarField field) {
        if (field.nativeType().isEmpty()
                || !context.knowsDialect()
                || !(field.type() instanceof ScalarFieldType.Builtin builtin)) {
            return;
        }
        NativeTypeUse use = field.nativeType().get();
        Span span = use.syntax().span();
        String name = use.type().name();
        Optional<ResolvedDatasource> datasource = context.schema().datasource();
        if (datasource.isPresent() && !datasource.get().name().equals(use.prefix())) {
            diagnostics.error(
                    "The prefix %s is invalid. It must be equal to the name of an existing datasource e.g. %s. Did you mean to use %s.%s?"
                            .formatted(
                                    use.prefix(),
                                    datasource.get().name(),
                                    datasource.get().name(),
                                    name),
                    span);
        }
        Optional<NativeTypeDescriptor> known = context.traits().types().nativeType(name);
        if (known.isEmpty()) {
            diagnostics.error(
                    "Native type %s is not supported for %s connector.".formatted(name, context.providerName()), span);
            return;
        }
        check(known.get(), use.type(), builtin.scalar(), span);
    }

    private void check(NativeTypeDescriptor descriptor, NativeType type, Scalar scalar, Span span) {
        int given = type.arguments().size();
        int required = descriptor.argumentsRequired() ? descriptor.parameters().size() : 0;
        int optional =
                descriptor.argumentsRequired() ? 0 : descriptor.parameters().size();
        if (given < required || (given > required && optional == 0)) {
            diagnostics.error(
                    "Function \"%s\" takes %d arguments, but received %d.".formatted(type.name(), required, given),
                    span);
            return;
        }
        if (given > required + optional) {
            diagnostics.error(
                    "Native type %s takes %d optional arguments, but received %d."
                            .formatted(type.name(), optional, given),
                    span);
            return;
        }
        if (!descriptor.scalarTypes().contains(scalar)) {
            diagnostics.error(
                    "Native type %s is not compatible with declared field type %s, expected field type %s."
                            .formatted(
                                    type.name(),
                                    ScalarTypes.name(scalar),
                                    descriptor.scalarTypes().stream()
                                            .map(ScalarTypes::name)
                                            .collect(Collectors.joining(" or "))),
                    span);
            return;
        }
        if (argumentsAreReadable(descriptor, type, span)) {
            checkRanges(descriptor, type, scalar, span);
        }
    }

    private boolean argumentsAreReadable(NativeTypeDescriptor descriptor, NativeType type, Span span) {
        if (descriptor.parameters().size() == 2 && !type.arguments().isEmpty()) {
            boolean pair =
                    type.arguments().size() == 2 && type.arguments().stream().allMatch(NativeTypeRules::isNumber);
            if (!pair) {
                diagnostics.error(
                        "Expected two nonnegative integers, but found (" + String.join(", ", type.arguments()) + ").",
                        span);
            }
            return pair;
        }
        for (int index = 0; index < type.arguments().size(); index++) {
            String argument = type.arguments().get(index);
            NativeTypeParameter parameter = descriptor.parameters().get(index);
            boolean number =
                    isNumber(argument) && (!parameter.acceptsMax() || Long.parseLong(argument) <= LARGEST_BESIDE_MAX);
            if (number || (parameter.acceptsMax() && argument.equalsIgnoreCase("max"))) {
                continue;
            }
            diagnostics.error(
                    parameter.acceptsMax()
                            ? "Expected an integer or `Max`, but found (" + argument + ")."
                            : "Expected a nonnegative integer, but found (" + argument + ").",
                    span);
            return false;
        }
        return true;
    }

    private void checkRanges(NativeTypeDescriptor descriptor, NativeType type, Scalar scalar, Span span) {
        List<String> arguments = type.arguments();
        if (arguments.size() == 2 && Long.parseLong(arguments.get(1)) > Long.parseLong(arguments.get(0))) {
            diagnostics.error(
                    "The scale must not be larger than the precision for the %s native type in %s."
                            .formatted(type, context.traits().connectorName()),
                    span);
            return;
        }
        for (int index = 0; index < arguments.size(); index++) {
            NativeTypeParameter parameter = descriptor.parameters().get(index);
            if (!parameter.accepts(arguments.get(index))) {
                complainAboutRange(type, parameter.explanation(), span);
                return;
            }
        }
        context.traits().types().objectionTo(type, scalar).ifPresent(reason -> complainAboutRange(type, reason, span));
    }

    private void complainAboutRange(NativeType type, String reason, Span span) {
        diagnostics.error(
                "Argument M is out of range for native type `%s` of %s: %s"
                        .formatted(type, context.traits().connectorName(), reason),
                span);
    }

    /** Tell whether a type could be written with these arguments. */
    boolean couldBe(NativeTypeDescriptor descriptor, List<String> arguments) {
        boolean rightNumber = arguments.isEmpty()
                ? !descriptor.argumentsRequired()
                : arguments.size() == descriptor.parameters().size();
        return rightNumber && arguments.stream().allMatch(NativeTypeRules::isNumber);
    }

    private static boolean isNumber(String argument) {
        return !argument.isEmpty()
                && argument.length() <= 10
                && argument.chars().allMatch(digit -> digit >= '0' && digit <= '9')
                && Long.parseLong(argument) <= LARGEST;
    }
}
