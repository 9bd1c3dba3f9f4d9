package dev.gnomon.schema.pull;

import dev.gnomon.engine.dialect.SchemaFeature;
import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.LiteralValue;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.TypeFamily;
import dev.gnomon.schema.model.EnumModel;
import dev.gnomon.schema.model.Model;
import dev.gnomon.schema.model.ScalarField;
import dev.gnomon.schema.model.ScalarFieldType;
import dev.gnomon.schema.syntax.Argument;
import dev.gnomon.schema.syntax.Expression;
import dev.gnomon.schema.target.EnumStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the fields of columns. */
final class FieldWriter {

    private static final Set<String> CLIENT_FUNCTIONS = Set.of("cuid", "uuid", "nanoid", "ulid");

    private final PullContext context;
    private final EnumWriter enums;

    FieldWriter(PullContext context, EnumWriter enums) {
        this.context = context;
        this.enums = enums;
    }

    /**
     * Write the field of a column.
     *
     * @param keyAttributes {@code @id} and {@code @unique} with their arguments
     * @param isView        the column is one of a view
     * @return false if the column's name cannot be that of a field
     */
    boolean write(ObjectName table, Column column, List<String> keyAttributes, boolean isView, BlockText block) {
        Optional<ScalarField> previous = context.previousField(table, column.name());
        String name = context.fieldName(table, column.name());
        String type = typeName(column, previous) + arity(column, previous, isView);
        List<String> attributes = new ArrayList<>(keyAttributes);
        defaultValue(table, column, previous).ifPresent(attributes::add);
        if (previous.filter(ScalarField::updatedAt).isPresent()) {
            attributes.add("@updatedAt");
        }
        Optional<String> mapped = context.mapped(context.modelName(table), name, column.name());
        mapped.ifPresent(databaseName -> attributes.add("@map(" + Literals.text(databaseName) + ")"));
        nativeType(column).ifPresent(attributes::add);
        if (previous.filter(ScalarField::ignored).isPresent()) {
            attributes.add("@ignore");
        }
        if (name.isEmpty()) {
            block.documentation(ModelNotes.NO_FIELD_NAME);
            block.plain("// " + column.name() + " " + type + " " + String.join(" ", attributes));
            return false;
        }
        previous.flatMap(ScalarField::documentation).ifPresent(block::documentation);
        block.row(name, type, String.join(" ", attributes));
        warn(table, column, previous.isPresent() && mapped.isPresent(), name, isView);
        return true;
    }

    private void warn(ObjectName table, Column column, boolean keptMap, String name, boolean isView) {
        String place = (isView ? "View: " : "Model: ")
                + PullWarnings.quoted(context.modelName(table).name()) + ", field: " + PullWarnings.quoted(name);
        if (keptMap) {
            context.warnings()
                    .add(isView ? PullWarnings.Group.MAPPED_FIELD_OF_VIEW : PullWarnings.Group.MAPPED_FIELD, place);
        }
        if (column.type().family() instanceof TypeFamily.Unsupported unsupported) {
            context.warnings()
                    .add(
                            isView ? PullWarnings.Group.UNSUPPORTED_TYPE_IN_VIEW : PullWarnings.Group.UNSUPPORTED_TYPE,
                            place + ", original data type: " + PullWarnings.quoted(unsupported.databaseType()));
        }
    }

    private String typeName(Column column, Optional<ScalarField> previous) {
        return switch (column.type().family()) {
            case TypeFamily.Scalar scalar -> {
                boolean staysEnum =
                        context.target().enumStorage() == EnumStorage.TEXT && scalar == TypeFamily.Scalar.STRING;
                yield staysEnum
                        ? previousEnum(previous).map(EnumModel::name).orElseGet(() -> scalarName(scalar))
                        : scalarName(staysBigInt(column, previous) ? TypeFamily.Scalar.BIG_INT : scalar);
            }
            case TypeFamily.EnumReference reference ->
                context.enumName(reference.enumName()).name();
            case TypeFamily.Unsupported unsupported -> "Unsupported(" + Literals.text(unsupported.databaseType()) + ")";
        };
    }

    /** Where a key has to be an integer to number itself, it holds numbers of both sizes, and the schema says which. */
    private boolean staysBigInt(Column column, Optional<ScalarField> previous) {
        return context.target().supports(SchemaFeature.IMPLICIT_AUTOINCREMENT)
                && column.autoIncrement()
                && column.type().family() == TypeFamily.Scalar.INT
                && previous.filter(ScalarField::isAutoIncrement)
                        .map(ScalarField::type)
                        .equals(Optional.of(new ScalarFieldType.Builtin(TypeFamily.Scalar.BIG_INT)));
    }

    private Optional<EnumModel> previousEnum(Optional<ScalarField> previous) {
        return previous.flatMap(field -> field.type() instanceof ScalarFieldType.EnumName enumName
                ? context.previous().enums().stream()
                        .filter(enumModel -> enumModel.name().equals(enumName.name()))
                        .findFirst()
                : Optional.empty());
    }

    private static String scalarName(TypeFamily.Scalar scalar) {
        return switch (scalar) {
            case BOOLEAN -> "Boolean";
            case INT -> "Int";
            case BIG_INT -> "BigInt";
            case FLOAT -> "Float";
            case DECIMAL -> "Decimal";
            case STRING, UUID -> "String";
            case DATE_TIME -> "DateTime";
            case BYTES -> "Bytes";
            case JSON -> "Json";
        };
    }

    /** Few databases know that a view's column cannot be null, so what the schema said before stays. */
    private static String arity(Column column, Optional<ScalarField> previous, boolean isView) {
        Arity arity = column.arity();
        if (isView
                && arity == Arity.NULLABLE
                && previous.map(ScalarField::arity).equals(Optional.of(Arity.REQUIRED))) {
            arity = Arity.REQUIRED;
        }
        return arity(arity);
    }

    static String arity(Arity arity) {
        return switch (arity) {
            case REQUIRED -> "";
            case NULLABLE -> "?";
            case LIST -> "[]";
        };
    }

    private Optional<String> defaultValue(ObjectName table, Column column, Optional<ScalarField> previous) {
        if (column.autoIncrement()) {
            return Optional.of("@default(autoincrement())");
        }
        if (context.isGenerated(table, column.name())) {
            // What computes the column cannot stand as a default, and dbgenerated() says that there is something.
            return Optional.of("@default(dbgenerated())");
        }
        Optional<DefaultValue> value = column.databaseDefault();
        if (value.isEmpty()) {
            return previous.flatMap(ScalarField::defaultValue).flatMap(FieldWriter::clientDefault);
        }
        String argument = textEnumDefault(column, previous, value.get())
                .orElseGet(() -> Literals.defaultValue(
                        value.get(),
                        name -> column.type().family() instanceof TypeFamily.EnumReference reference
                                ? enums.valueName(reference.enumName(), name)
                                : name));
        return Optional.of("@default(" + argument + defaultName(table, column) + ")");
    }

    /** Where the database keeps enums as texts, the default of an enum is one of its values all the same. */
    private Optional<String> textEnumDefault(Column column, Optional<ScalarField> previous, DefaultValue value) {
        if (context.target().enumStorage() != EnumStorage.TEXT
                || column.type().family() != TypeFamily.Scalar.STRING
                || !(value instanceof DefaultValue.Literal literal)
                || !(literal.value() instanceof LiteralValue.Text text)) {
            return Optional.empty();
        }
        return previousEnum(previous)
                .map(enumModel -> enumModel.values().stream()
                        .filter(candidate -> candidate.databaseName().equals(text.value()))
                        .map(EnumModel.Value::name)
                        .findFirst()
                        .orElseGet(() -> "dbgenerated("
                                + Literals.text("'" + text.value().replace("'", "''") + "'") + ")"));
    }

    private static Optional<String> clientDefault(Expression expression) {
        if (!(expression instanceof Expression.FunctionCall call) || !CLIENT_FUNCTIONS.contains(call.name())) {
            return Optional.empty();
        }
        String arguments = call.arguments().items().stream()
                .map(Argument::value)
                .filter(Expression.NumberLiteral.class::isInstance)
                .map(argument -> ((Expression.NumberLiteral) argument).digits())
                .collect(Collectors.joining(", "));
        return Optional.of("@default(" + call.name() + "(" + arguments + "))");
    }

    private String defaultName(ObjectName table, Column column) {
        if (!context.target().supports(SchemaFeature.NAMED_DEFAULTS)) {
            return "";
        }
        String usual = context.traits().names().constraintNames().defaultValue(table.name(), column.name());
        return column.defaultName()
                .filter(name -> !name.equals(usual))
                .map(name -> ", map: " + Literals.text(name))
                .orElse("");
    }

    private Optional<String> nativeType(Column column) {
        if (!(column.type().family() instanceof TypeFamily.Scalar scalar)) {
            return Optional.empty();
        }
        TypeFamily.Scalar written = scalar == TypeFamily.Scalar.UUID ? TypeFamily.Scalar.STRING : scalar;
        return column.type()
                .nativeType()
                .filter(type ->
                        !context.traits().types().defaultNativeType(written).equals(Optional.of(type)))
                .map(type -> "@" + context.nativeTypePrefix() + "." + type.name()
                        + (type.arguments().isEmpty() ? "" : "(" + String.join(", ", type.arguments()) + ")"));
    }

    /** The attributes of a view's field that only the schema knows. */
    static List<String> viewKeys(Model view, ScalarField field) {
        List<String> keys = new ArrayList<>();
        boolean isId = view.primaryKey()
                .filter(key -> key.onField() && key.fields().getFirst().field().equals(field.name()))
                .isPresent();
        if (isId) {
            keys.add("@id");
        }
        boolean isUnique = view.indexes().stream()
                .anyMatch(index ->
                        index.onField() && index.fields().getFirst().field().equals(field.name()));
        if (isUnique) {
            keys.add("@unique");
        }
        return keys;
    }
}
