package dev.gnomon.schema.resolution;

import dev.gnomon.engine.model.SortOrder;
import dev.gnomon.schema.model.IndexField;
import dev.gnomon.schema.syntax.Argument;
import dev.gnomon.schema.syntax.Expression;
import dev.gnomon.schema.syntax.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads lists of fields, with and without arguments of the fields. */
final class FieldListReader {

    private final DiagnosticCollector diagnostics;

    FieldListReader(DiagnosticCollector diagnostics) {
        this.diagnostics = diagnostics;
    }

    /**
     * What a list of fields is about.
     *
     * @param fields         that exist and have a column, in order
     * @param unknownFields  that the model does not have
     * @param relationFields that have no column
     * @param complete       whether none of them may stand in a line that was not read
     */
    record FieldList(
            List<IndexField> fields,
            List<String> unknownFields,
            List<ModelDraft.RelationDraft> relationFields,
            boolean complete) {

        boolean isGood() {
            return complete && unknownFields.isEmpty() && relationFields.isEmpty();
        }

        List<String> relationFieldNames() {
            return relationFields.stream()
                    .map(field -> field.syntax().name().name())
                    .toList();
        }

        List<String> fieldNames() {
            return IndexField.names(fields);
        }
    }

    /** Read names alone; empty where a complaint says all. */
    Optional<FieldList> plain(Expression expression, ModelDraft model, Span attribute) {
        return Expressions.array(
                        expression,
                        element -> Expressions.constant(element, diagnostics).map(IndexField::of))
                .flatMap(fields -> resolve(fields, model, attribute));
    }

    /** Read names with their arguments in parentheses; empty where a complaint says all. */
    Optional<FieldList> withArguments(Expression expression, ModelDraft model, Span attribute) {
        return Expressions.array(expression, this::fieldWithArguments)
                .flatMap(fields -> resolve(fields, model, attribute));
    }

    private Optional<FieldList> resolve(List<IndexField> written, ModelDraft model, Span attribute) {
        List<IndexField> fields = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        List<ModelDraft.RelationDraft> relations = new ArrayList<>();
        boolean complete = true;
        for (IndexField one : written) {
            Optional<ModelDraft.FieldDraft> field = model.field(one.field());
            if (field.isEmpty() && model.declaration(one.field()).isEmpty() && model.mayHaveLost(one.field())) {
                complete = false;
                continue;
            }
            if (field.isEmpty()) {
                // A field of an unknown type is there, and has no column.
                model.declaration(one.field())
                        .ifPresentOrElse(
                                declared -> relations.add(new ModelDraft.RelationDraft(
                                        declared, declared.type().name())),
                                () -> unknown.add(one.field()));
                continue;
            }
            switch (field.get()) {
                case ModelDraft.RelationDraft relation -> relations.add(relation);
                case ModelDraft.ScalarDraft scalar -> {
                    if (isAmong(fields, one.field())) {
                        diagnostics.model(
                                "model",
                                model.name(),
                                "The unique index definition refers to the field " + one.field() + " multiple times.",
                                attribute);
                        return Optional.empty();
                    }
                    fields.add(one);
                }
            }
        }
        return Optional.of(new FieldList(fields, unknown, relations, complete));
    }

    private static boolean isAmong(List<IndexField> fields, String name) {
        for (IndexField field : fields) {
            if (field.field().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private Optional<IndexField> fieldWithArguments(Expression expression) {
        return switch (expression) {
            case Expression.Constant constant -> Optional.of(IndexField.of(constant.path()));
            case Expression.FunctionCall call -> {
                List<Argument> arguments = call.arguments().items();
                yield Optional.of(
                        new IndexField(call.name(), sortOrder(arguments), length(arguments), operatorClass(arguments)));
            }
            case Expression.NumberLiteral other -> mismatch(other);
            case Expression.StringLiteral other -> mismatch(other);
            case Expression.ArrayLiteral other -> mismatch(other);
            case Expression.ObjectLiteral other -> mismatch(other);
        };
    }

    private Optional<IndexField> mismatch(Expression expression) {
        return Expressions.mismatch("constant literal", expression, diagnostics);
    }

    private Optional<SortOrder> sortOrder(List<Argument> arguments) {
        Optional<Argument> argument = named(arguments, "sort");
        Optional<String> order = argument.flatMap(found -> Expressions.constant(found.value(), diagnostics));
        if (order.isEmpty()) {
            return Optional.empty();
        }
        return switch (order.get()) {
            case "Asc" -> Optional.of(SortOrder.ASCENDING);
            case "Desc" -> Optional.of(SortOrder.DESCENDING);
            default -> {
                unexpected("Asc, Desc", argument.orElseThrow().span());
                yield Optional.empty();
            }
        };
    }

    private Optional<Integer> length(List<Argument> arguments) {
        return named(arguments, "length")
                .flatMap(found -> Expressions.integer(found.value(), diagnostics))
                .filter(length -> length >= 0 && length <= Integer.MAX_VALUE)
                .map(Long::intValue);
    }

    private Optional<IndexField.OperatorClassName> operatorClass(List<Argument> arguments) {
        Optional<Argument> argument = named(arguments, "ops");
        if (argument.isEmpty()) {
            return Optional.empty();
        }
        Expression value = argument.get().value();
        if (value instanceof Expression.Constant constant) {
            return Optional.of(new IndexField.OperatorClassName(constant.path(), false));
        }
        if (value instanceof Expression.FunctionCall call && call.name().equals("raw")) {
            List<Argument> ofCall = call.arguments().items();
            if (ofCall.size() != 1) {
                unexpected("Wrong number of arguments. Expected: 1, got: " + ofCall.size(), call.span());
                return Optional.empty();
            }
            if (ofCall.getFirst().value() instanceof Expression.StringLiteral sql) {
                return Optional.of(new IndexField.OperatorClassName(sql.value(), true));
            }
            unexpected("Invalid parameter type: expected string", call.span());
            return Optional.empty();
        }
        unexpected("operator class", argument.get().span());
        return Optional.empty();
    }

    private void unexpected(String expected, Span span) {
        diagnostics.error("Unexpected token. Expected one of: " + expected, span);
    }

    private static Optional<Argument> named(List<Argument> arguments, String name) {
        return arguments.stream()
                .filter(argument -> argument.name().isPresent()
                        && argument.name().get().name().equals(name))
                .findFirst();
    }
}
