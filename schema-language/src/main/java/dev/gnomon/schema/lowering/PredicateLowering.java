package dev.gnomon.schema.lowering;

import dev.gnomon.schema.model.EnumModel;
import dev.gnomon.schema.model.Model;
import dev.gnomon.schema.model.ScalarField;
import dev.gnomon.schema.model.ScalarFieldType;
import dev.gnomon.schema.syntax.Expression;
import dev.gnomon.schema.target.EnumStorage;
import java.util.ArrayList;
import java.util.List;

/** Turns the {@code where:} of an index into the SQL that stands behind {@code WHERE}. */
final class PredicateLowering {

    private final LoweringContext context;

    PredicateLowering(LoweringContext context) {
        this.context = context;
    }

    String predicate(Model model, Expression where) {
        return switch (where) {
            case Expression.ObjectLiteral object -> conditions(model, object);
            case Expression.FunctionCall call -> {
                Expression argument = call.arguments().items().getFirst().value();
                yield argument instanceof Expression.StringLiteral string ? string.value() : "";
            }
            case Expression.StringLiteral string -> string.value();
            case Expression.Constant constant -> constant.path();
            case Expression.NumberLiteral number -> number.digits();
            case Expression.ArrayLiteral array -> "";
        };
    }

    private String conditions(Model model, Expression.ObjectLiteral object) {
        List<String> conditions = new ArrayList<>();
        for (Expression.ObjectMember member : object.members()) {
            ScalarField field = context.field(model, member.name().name());
            conditions.add(condition(field, member.value()));
        }
        return String.join(" AND ", conditions);
    }

    private String condition(ScalarField field, Expression value) {
        String column = context.quote(field.columnName());
        if (value instanceof Expression.ObjectLiteral negation) {
            Expression negated = negation.members().getFirst().value();
            return isNull(negated) ? column + " IS NOT NULL" : column + " != " + literal(field, negated);
        }
        return isNull(value) ? column + " IS NULL" : column + " = " + literal(field, value);
    }

    private static boolean isNull(Expression value) {
        return value instanceof Expression.Constant constant && constant.path().equals("null");
    }

    private String literal(ScalarField field, Expression value) {
        return switch (value) {
            case Expression.NumberLiteral number -> number.digits();
            case Expression.StringLiteral string -> quoted(databaseText(field, string.value()));
            case Expression.Constant constant ->
                switch (constant.path()) {
                    case "true" -> context.traits().indexes().booleanLiteral(true);
                    case "false" -> context.traits().indexes().booleanLiteral(false);
                    default -> quoted(databaseText(field, constant.path()));
                };
            case Expression.FunctionCall call -> call.name();
            case Expression.ArrayLiteral array -> "";
            case Expression.ObjectLiteral object -> "";
        };
    }

    private String databaseText(ScalarField field, String text) {
        if (context.target().enumStorage() == EnumStorage.NONE
                || !(field.type() instanceof ScalarFieldType.EnumName enumName)) {
            return text;
        }
        return context.enumModel(enumName.name()).values().stream()
                .filter(value -> value.name().equals(text))
                .map(EnumModel.Value::databaseName)
                .findFirst()
                .orElse(text);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
