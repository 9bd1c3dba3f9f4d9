package dev.gnomon.schema.lowering;

import dev.gnomon.engine.dialect.SchemaFeature;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.NativeType;
import dev.gnomon.engine.model.TypeFamily;
import dev.gnomon.schema.model.Model;
import dev.gnomon.schema.model.ScalarField;
import dev.gnomon.schema.model.ScalarFieldType;
import java.util.List;
import java.util.Optional;

/** Turns scalar fields into columns. */
final class ColumnLowering {

    private final LoweringContext context;
    private final DefaultLowering defaults;

    ColumnLowering(LoweringContext context) {
        this.context = context;
        this.defaults = new DefaultLowering(context);
    }

    Column column(Model model, ScalarField field) {
        boolean autoIncrement = field.isAutoIncrement() || numbersItself(model, field);
        Optional<DefaultValue> value = field.isAutoIncrement() ? Optional.empty() : defaults.value(field);
        Column column =
                new Column(field.columnName(), type(model, field), value, Optional.empty(), autoIncrement, List.of());
        boolean named = context.target().supports(SchemaFeature.NAMED_DEFAULTS)
                && column.databaseDefault().isPresent();
        if (!named) {
            return column;
        }
        String name = field.defaultName()
                .orElseGet(() -> context.names().defaultValue(model.databaseName(), field.columnName()));
        return new Column(column.name(), column.type(), value, Optional.of(name), autoIncrement, List.of());
    }

    ColumnType type(Model model, ScalarField field) {
        return new ColumnType(family(model, field), field.arity(), nativeType(field));
    }

    TypeFamily family(Model model, ScalarField field) {
        return switch (field.type()) {
            case ScalarFieldType.Builtin builtin -> builtin.scalar();
            case ScalarFieldType.Unsupported unsupported -> new TypeFamily.Unsupported(unsupported.databaseType());
            case ScalarFieldType.EnumName enumName ->
                switch (context.target().enumStorage()) {
                    case NAMED_TYPE ->
                        new TypeFamily.EnumReference(context.enumName(context.enumModel(enumName.name())));
                    case COLUMN_TYPE -> new TypeFamily.EnumReference(context.lastColumnEnum(enumName.name()));
                    case NONE, TEXT -> TypeFamily.Scalar.STRING;
                };
        };
    }

    private Optional<NativeType> nativeType(ScalarField field) {
        return switch (field.type()) {
            case ScalarFieldType.Builtin builtin ->
                field.nativeType().or(() -> context.traits().types().defaultNativeType(builtin.scalar()));
            case ScalarFieldType.EnumName enumName ->
                switch (context.target().enumStorage()) {
                    case NAMED_TYPE, COLUMN_TYPE -> Optional.empty();
                    case NONE, TEXT -> context.traits().types().defaultNativeType(TypeFamily.Scalar.STRING);
                };
            case ScalarFieldType.Unsupported unsupported -> Optional.empty();
        };
    }

    private boolean numbersItself(Model model, ScalarField field) {
        return context.target().supports(SchemaFeature.IMPLICIT_AUTOINCREMENT)
                && field.type().equals(new ScalarFieldType.Builtin(TypeFamily.Scalar.INT))
                && model.primaryKey()
                        .filter(key -> key.fields().size() == 1
                                && key.fields().getFirst().field().equals(field.name()))
                        .isPresent();
    }
}
