package dev.gnomon.schema.resolution;

import dev.gnomon.engine.model.TypeFamily.Scalar;
import dev.gnomon.schema.model.ScalarFieldType;
import dev.gnomon.schema.syntax.Argument;
import dev.gnomon.schema.syntax.EnumBlock;
import dev.gnomon.schema.syntax.Expression;
import dev.gnomon.schema.syntax.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code @default} and checks that it fits the field's type. */
final class DefaultReader {

    private static final Set<String> KNOWN_FUNCTIONS =
            Set.of("autoincrement", "cuid", "dbgenerated", "nanoid", "now", "uuid", "ulid", "auto");

    private final BlockIndex blocks;
    private final LostText lost;
    private final DiagnosticCollector diagnostics;
    private final List<Expression.FunctionCall> unknownFunctions = new ArrayList<>();

    DefaultReader(BlockIndex blocks, LostText lost, DiagnosticCollector diagnostics) {
        this.blocks = blocks;
        this.lost = lost;
        this.diagnostics = diagnostics;
    }

    /** Give the functions that the language does not know; whether they are refused is decided later. */
    List<Expression.FunctionCall> unknownFunctions() {
        return unknownFunctions;
    }

    Optional<ResolvedDefault> read(ModelDraft.ScalarDraft field, ArgumentReader attribute) {
        Optional<Expression> value = attribute.byDefault("value");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> constraintName = attribute.nonEmptyString("map");
        return fits(field, value.get(), constraintName, attribute)
                ? Optional.of(new ResolvedDefault(value.get(), constraintName, attribute.attribute()))
                : Optional.empty();
    }

    private boolean fits(
            ModelDraft.ScalarDraft field, Expression value, Optional<String> constraintName, ArgumentReader attribute) {
        if (value instanceof Expression.FunctionCall call && call.name().equals("dbgenerated")) {
            return databaseGenerated(call.arguments().items(), attribute);
        }
        boolean isList = field.syntax().type().arity() == FieldType.Arity.LIST;
        return switch (field.type()) {
            case ScalarFieldType.EnumName enumName -> enumValues(value, enumName.name(), isList, attribute);
            case ScalarFieldType.Builtin builtin -> scalar(builtin.scalar(), value, constraintName, isList, attribute);
            case ScalarFieldType.Unsupported unsupported -> {
                attribute.complain("Only @default(dbgenerated(\"...\")) can be used for Unsupported types.");
                yield false;
            }
        };
    }

    private boolean databaseGenerated(List<Argument> arguments, ArgumentReader attribute) {
        String otherArguments = "`dbgenerated()` takes a single String argument";
        if (arguments.size() > 1) {
            attribute.complain(otherArguments);
        }
        if (arguments.isEmpty()) {
            return true;
        }
        if (!(arguments.getFirst().value() instanceof Expression.StringLiteral sql)) {
            attribute.complain(otherArguments);
            return false;
        }
        if (sql.value().isEmpty()) {
            attribute.complain("dbgenerated() takes either no argument, or a single nonempty string argument.");
            return false;
        }
        return true;
    }

    private boolean scalar(
            Scalar type, Expression value, Optional<String> constraintName, boolean isList, ArgumentReader attribute) {
        if (value instanceof Expression.FunctionCall call) {
            return function(type, call, constraintName, attribute);
        }
        if (isList) {
            if (value instanceof Expression.ArrayLiteral array) {
                return array.elements().stream().allMatch(element -> literal(type, element, attribute));
            }
            attribute.complain("The default value of a list field must be a list.");
            return false;
        }
        if (value instanceof Expression.ArrayLiteral) {
            attribute.complain("The default value of a non-list field cannot be a list.");
            return false;
        }
        return literal(type, value, attribute);
    }

    private boolean function(
            Scalar type, Expression.FunctionCall call, Optional<String> constraintName, ArgumentReader attribute) {
        String name = call.name();
        if (name.equals("autoincrement") && constraintName.isPresent()) {
            attribute.complain("Naming an autoincrement default value is not allowed.");
            return false;
        }
        boolean ofString = type == Scalar.STRING;
        boolean ofInteger = type == Scalar.INT || type == Scalar.BIG_INT;
        List<Argument> arguments = call.arguments().items();
        switch (name) {
            case "autoincrement":
                return ofInteger ? withoutArguments(name, arguments, attribute) : wrongType(name, type, attribute);
            case "uuid":
                return ofString ? oneOf(name, arguments, 4, 7, attribute) : wrongType(name, type, attribute);
            case "cuid":
                return ofString ? oneOf(name, arguments, 1, 2, attribute) : wrongType(name, type, attribute);
            case "ulid":
                return ofString ? withoutArguments(name, arguments, attribute) : wrongType(name, type, attribute);
            case "nanoid":
                return ofString ? nanoid(arguments, attribute) : wrongType(name, type, attribute);
            case "now":
                return type == Scalar.DATE_TIME
                        ? withoutArguments(name, arguments, attribute)
                        : wrongType(name, type, attribute);
            case "auto":
                if (!arguments.isEmpty()) {
                    attribute.complain("`auto()` takes no arguments");
                }
                return arguments.isEmpty();
            default:
                if (KNOWN_FUNCTIONS.contains(name)) {
                    return wrongType(name, type, attribute);
                }
                unknownFunctions.add(call);
                return true;
        }
    }

    private boolean wrongType(String function, Scalar type, ArgumentReader attribute) {
        attribute.complain("The function `%s()` cannot be used on fields of type `%s`."
                .formatted(function, ScalarTypes.name(type)));
        return false;
    }

    private boolean withoutArguments(String function, List<Argument> arguments, ArgumentReader attribute) {
        if (!arguments.isEmpty()) {
            attribute.complain("The `%s` function does not take any argument. Consider changing this default to `%s()`."
                    .formatted(function, function));
        }
        return arguments.isEmpty();
    }

    private boolean oneOf(String function, List<Argument> arguments, int first, int second, ArgumentReader attribute) {
        Optional<Integer> number = singleNumber(function, arguments, attribute);
        if (number.isEmpty()) {
            return arguments.isEmpty();
        }
        if (number.get() != first && number.get() != second) {
            attribute.complain("`%s()` takes either no argument, or a single integer argument which is either %d or %d."
                    .formatted(function, first, second));
            return false;
        }
        return true;
    }

    private boolean nanoid(List<Argument> arguments, ArgumentReader attribute) {
        Optional<Integer> number = singleNumber("nanoid", arguments, attribute);
        if (number.isEmpty()) {
            return arguments.isEmpty();
        }
        if (number.get() < 2) {
            attribute.complain("`nanoid()` takes either no argument, or a single integer argument between 2 and 255.");
            return false;
        }
        return true;
    }

    /** Take a number from 0 to 255; -1 stands for any other number. */
    private Optional<Integer> singleNumber(String function, List<Argument> arguments, ArgumentReader attribute) {
        String otherArguments = "`" + function + "()` takes a single Int argument.";
        if (arguments.size() > 1) {
            attribute.complain(otherArguments);
        }
        if (arguments.isEmpty()) {
            return Optional.empty();
        }
        if (!(arguments.getFirst().value() instanceof Expression.NumberLiteral number)) {
            attribute.complain(otherArguments);
            return Optional.empty();
        }
        try {
            int value = Integer.parseInt(number.digits());
            return Optional.of(value >= 0 && value <= 255 ? value : -1);
        } catch (NumberFormatException notSmall) {
            return Optional.of(-1);
        }
    }

    private boolean literal(Scalar type, Expression value, ArgumentReader attribute) {
        boolean fits = switch (type) {
            case STRING, UUID, JSON, BYTES, DATE_TIME -> value instanceof Expression.StringLiteral;
            case INT, BIG_INT, FLOAT -> value instanceof Expression.NumberLiteral;
            case DECIMAL -> value instanceof Expression.NumberLiteral || value instanceof Expression.StringLiteral;
            case BOOLEAN -> value instanceof Expression.Constant;
        };
        if (!fits) {
            attribute.complain(
                    "Expected a %s value, but found `%s`.".formatted(ScalarTypes.name(type), Expressions.text(value)));
            return false;
        }
        if (value instanceof Expression.Constant constant
                && !constant.path().equals("true")
                && !constant.path().equals("false")) {
            diagnostics.attribute("@default", "A boolean literal must be `true` or `false`.", constant.span());
            return false;
        }
        return true;
    }

    private boolean enumValues(Expression value, String enumName, boolean isList, ArgumentReader attribute) {
        if (!isList) {
            return enumValue(value, enumName, attribute);
        }
        if (value instanceof Expression.ArrayLiteral array) {
            return array.elements().stream().allMatch(element -> enumValue(element, enumName, attribute));
        }
        attribute.complain("Expected an enum value, but found `" + Expressions.text(value) + "`.");
        return false;
    }

    private boolean enumValue(Expression value, String enumName, ArgumentReader attribute) {
        if (!(value instanceof Expression.Constant constant)) {
            attribute.complain("Expected an enum value, but found `" + Expressions.text(value) + "`.");
            return false;
        }
        Optional<EnumBlock> definition = blocks.enumBlock(enumName);
        boolean exists = definition.isPresent()
                && definition.get().values().stream()
                        .anyMatch(declared -> declared.name().name().equals(constant.path()));
        boolean mayHaveBeenLost =
                definition.filter(block -> lost.mayHold(block, constant.path())).isPresent();
        if (!exists && !mayHaveBeenLost) {
            attribute.complain("The defined default value `" + constant.path()
                    + "` is not a valid value of the enum specified for the field.");
        }
        return exists;
    }
}
