package dev.gnomon.schema.lowering;

import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.LiteralValue;
import dev.gnomon.engine.model.TypeFamily;
import dev.gnomon.schema.model.EnumModel;
import dev.gnomon.schema.model.ScalarField;
import dev.gnomon.schema.model.ScalarFieldType;
import dev.gnomon.schema.syntax.Argument;
import dev.gnomon.schema.syntax.Expression;
import dev.gnomon.schema.target.EnumStorage;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns the arguments of {@code @default} into values. */
final class DefaultLowering {

    private final LoweringContext context;

    DefaultLowering(LoweringContext context) {
        this.context = context;
    }

    Optional<DefaultValue> value(ScalarField field) {
        return field.defaultValue().map(expression -> defaultValue(field, expression));
    }

    private DefaultValue defaultValue(ScalarField field, Expression expression) {
        return expression instanceof Expression.FunctionCall call
                ? function(call)
                : new DefaultValue.Literal(literal(field.type(), expression));
    }

    private static DefaultValue function(Expression.FunctionCall call) {
        List<Argument> arguments = call.arguments().items();
        return switch (call.name()) {
            case "now" -> new DefaultValue.CurrentTimestamp();
            case "dbgenerated" ->
                arguments.isEmpty()
                        ? new DefaultValue.AnyExpression()
                        : new DefaultValue.Expression(text(arguments.getFirst().value()));
            default ->
                new DefaultValue.ClientGenerated(call.name()
                        + arguments.stream()
                                .map(argument -> text(argument.value()))
                                .collect(Collectors.joining(", ", "(", ")")));
        };
    }

    private LiteralValue literal(ScalarFieldType type, Expression expression) {
        if (expression instanceof Expression.ArrayLiteral array) {
            return new LiteralValue.ListOf(array.elements().stream()
                    .map(element -> literal(type, element))
                    .toList());
        }
        return switch (type) {
            case ScalarFieldType.Builtin builtin -> scalar(builtin.scalar(), text(expression));
            case ScalarFieldType.Unsupported unsupported -> new LiteralValue.Text(text(expression));
            case ScalarFieldType.EnumName enumName -> enumValue(enumName.name(), text(expression));
        };
    }

    private static LiteralValue scalar(TypeFamily.Scalar type, String text) {
        return switch (type) {
            case BOOLEAN -> new LiteralValue.Bool(Boolean.parseBoolean(text));
            case INT, BIG_INT, FLOAT, DECIMAL -> new LiteralValue.Number(text);
            case STRING, UUID -> new LiteralValue.Text(text);
            case JSON -> new LiteralValue.Json(text);
            case BYTES ->
                new LiteralValue.Bytes(
                        HexFormat.of().formatHex(Base64.getDecoder().decode(text)));
            case DATE_TIME -> new LiteralValue.DateTime(OffsetDateTime.parse(text));
        };
    }

    private LiteralValue enumValue(String enumName, String valueName) {
        String databaseName = context.enumModel(enumName).values().stream()
                .filter(value -> value.name().equals(valueName))
                .map(EnumModel.Value::databaseName)
                .findFirst()
                .orElse(valueName);
        return context.target().enumStorage() == EnumStorage.TEXT
                ? new LiteralValue.Text(databaseName)
                : new LiteralValue.EnumValue(databaseName);
    }

    private static String text(Expression expression) {
        return switch (expression) {
            case Expression.NumberLiteral number -> number.digits();
            case Expression.StringLiteral string -> string.value();
            case Expression.Constant constant -> constant.path();
            case Expression.FunctionCall call -> call.name();
            case Expression.ArrayLiteral array ->
                array.elements().stream().map(DefaultLowering::text).collect(Collectors.joining(", ", "[", "]"));
            case Expression.ObjectLiteral object -> "";
        };
    }
}
