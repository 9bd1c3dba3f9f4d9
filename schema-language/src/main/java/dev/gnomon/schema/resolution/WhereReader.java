package dev.gnomon.schema.resolution;

import dev.gnomon.engine.model.TypeFamily.Scalar;
import dev.gnomon.schema.model.ScalarFieldType;
import dev.gnomon.schema.syntax.Expression;
import java.util.Optional;

/** Reads {@code where:} of an index. */
final class WhereReader {

    private final DiagnosticCollector diagnostics;

    WhereReader(DiagnosticCollector diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** Read the argument; empty where there is none or it is wrong. */
    Optional<Expression> read(ModelDraft model, ArgumentReader attribute) {
        Optional<Expression> where = attribute.optional("where");
        if (where.isEmpty()) {
            return Optional.empty();
        }
        boolean good = switch (where.get()) {
            case Expression.FunctionCall call -> isGood(call, attribute);
            case Expression.ObjectLiteral object -> isGood(object, model, attribute);
            case Expression.NumberLiteral other -> isOther(other, attribute);
            case Expression.StringLiteral other -> isOther(other, attribute);
            case Expression.Constant other -> isOther(other, attribute);
            case Expression.ArrayLiteral other -> isOther(other, attribute);
        };
        return good ? where : Optional.empty();
    }

    private boolean isOther(Expression expression, ArgumentReader attribute) {
        Expressions.mismatch("function", expression, diagnostics);
        attribute.complain("The `where` argument must be either a raw() function call or an object literal, e.g."
                + " `where: raw(\"status = 'active'\")` or `where: { active: true }`.");
        return false;
    }

    private boolean isGood(Expression.FunctionCall call, ArgumentReader attribute) {
        if (!call.name().equals("raw")
                || call.arguments().items().size() != 1
                || !(call.arguments().items().getFirst().value() instanceof Expression.StringLiteral sql)) {
            attribute.complain("The `where` argument must be a raw() function with a string argument, e.g. `where:"
                    + " raw(\"status = 'active'\")`.");
            return false;
        }
        if (sql.value().isEmpty()) {
            attribute.complain("The `where` argument cannot contain an empty string.");
            return false;
        }
        return true;
    }

    private boolean isGood(Expression.ObjectLiteral object, ModelDraft model, ArgumentReader attribute) {
        if (object.members().isEmpty()) {
            attribute.complain("The `where` argument cannot be an empty object.");
            return false;
        }
        boolean good = true;
        for (Expression.ObjectMember member : object.members()) {
            String name = member.name().name();
            if (model.field(name).isEmpty() && model.mayHaveLost(name)) {
                good = false;
                continue;
            }
            Optional<String> problem = problem(member, model);
            problem.ifPresent(attribute::complain);
            good &= problem.isEmpty();
        }
        return good;
    }

    private static Optional<String> problem(Expression.ObjectMember member, ModelDraft model) {
        String name = member.name().name();
        Optional<ModelDraft.FieldDraft> field = model.field(name);
        if (field.isEmpty()) {
            return Optional.of("Field '" + name + "' does not exist in model '" + model.name() + "'.");
        }
        return switch (field.get()) {
            case ModelDraft.RelationDraft relation ->
                Optional.of("Field '" + name
                        + "' is a relation field. Only scalar fields can be used in the where clause.");
            case ModelDraft.ScalarDraft scalar ->
                scalar.type() instanceof ScalarFieldType.Unsupported
                        ? Optional.of("Field '" + name + "' is an unsupported type and cannot be used in the object"
                                + " syntax of a where clause. Use raw() instead.")
                        : problem(scalar, member.value());
        };
    }

    private static Optional<String> problem(ModelDraft.ScalarDraft field, Expression value) {
        if (!(value instanceof Expression.ObjectLiteral nested)) {
            return mismatch(field, value);
        }
        if (nested.members().size() != 1) {
            return Optional.of("Nested object in where clause must have exactly one key. Use `{ not: null }` or `{ not:"
                    + " \"value\" }`.");
        }
        Expression.ObjectMember only = nested.members().getFirst();
        if (!only.name().name().equals("not")) {
            return Optional.of(
                    "Unknown key '" + only.name().name() + "' in nested where clause object. Only 'not' is supported.");
        }
        return mismatch(field, only.value());
    }

    private static Optional<String> mismatch(ModelDraft.ScalarDraft field, Expression value) {
        boolean fits;
        String kind;
        switch (value) {
            case Expression.StringLiteral string -> {
                fits = field.type() instanceof ScalarFieldType.EnumName
                        || is(field, Scalar.STRING)
                        || is(field, Scalar.DATE_TIME);
                kind = "a String";
            }
            case Expression.NumberLiteral number -> {
                fits = is(field, Scalar.INT)
                        || is(field, Scalar.BIG_INT)
                        || is(field, Scalar.FLOAT)
                        || is(field, Scalar.DECIMAL);
                kind = "a Number";
            }
            case Expression.Constant constant
            when constant.path().equals("null") -> {
                return Optional.empty();
            }
            case Expression.Constant constant
            when constant.path().equals("true") || constant.path().equals("false") -> {
                fits = is(field, Scalar.BOOLEAN);
                kind = "Boolean";
            }
            case Expression.Constant other -> {
                return Optional.of(invalid(other));
            }
            case Expression.FunctionCall other -> {
                return Optional.of(invalid(other));
            }
            case Expression.ArrayLiteral other -> {
                return Optional.of(invalid(other));
            }
            case Expression.ObjectLiteral other -> {
                return Optional.of(invalid(other));
            }
        }
        if (!fits && field.type() instanceof ScalarFieldType.EnumName) {
            return Optional.of("Type mismatch: field '" + field.syntax().name().name()
                    + "' is an Enum and only accepts String values in the where clause.");
        }
        return fits
                ? Optional.empty()
                : Optional.of("Type mismatch: field '%s' is of type %s, but the value is %s."
                        .formatted(
                                field.syntax().name().name(),
                                field.syntax().type().name(),
                                kind));
    }

    private static String invalid(Expression value) {
        return "Invalid value '" + Expressions.text(value)
                + "' in where clause. Expected true, false, null, a string, a number, or an object like { not: null }.";
    }

    private static boolean is(ModelDraft.ScalarDraft field, Scalar scalar) {
        return field.type() instanceof ScalarFieldType.Builtin builtin && builtin.scalar() == scalar;
    }
}
