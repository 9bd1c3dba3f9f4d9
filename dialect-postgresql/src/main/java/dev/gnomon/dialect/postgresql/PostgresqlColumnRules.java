package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.change.CastSafety;
import dev.gnomon.engine.dialect.ColumnRules;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.NativeType;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.TypeFamily;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What PostgreSQL takes for a change of a column. */
final class PostgresqlColumnRules implements ColumnRules {

    private static final DefaultValue NONE = new DefaultValue.AnyExpression();

    @Override
    public Optional<CastSafety> typeChange(BeforeAfter<Column> column, BeforeAfter<DatabaseSchema> schemas) {
        TypeFamily before = column.before().type().family();
        TypeFamily after = column.after().type().family();
        if (before instanceof TypeFamily.EnumReference(ObjectName nameBefore)
                && after instanceof TypeFamily.EnumReference(ObjectName nameAfter)) {
            boolean same = resolved(nameBefore, schemas.before()).equals(resolved(nameAfter, schemas.after()));
            return same ? Optional.empty() : Optional.of(CastSafety.NOT_CASTABLE);
        }
        if (before instanceof TypeFamily.EnumReference || after instanceof TypeFamily.EnumReference) {
            return Optional.of(CastSafety.NOT_CASTABLE);
        }
        boolean listBefore = column.before().type().isList();
        boolean listAfter = column.after().type().isList();
        if (listAfter && !listBefore) {
            return Optional.of(CastSafety.NOT_CASTABLE);
        }
        Optional<NativeType> nativeBefore = column.before().type().nativeType();
        Optional<NativeType> nativeAfter = column.after().type().nativeType();
        if (listBefore && !listAfter) {
            return Optional.of(PostgresqlCasts.fromList(nativeAfter));
        }
        boolean inCatalog = PostgresqlFacts.isIn(schemas.before()) || PostgresqlFacts.isIn(schemas.after());
        if (inCatalog
                && nativeBefore.isPresent()
                && nativeBefore
                        .map(PostgresqlColumnRules::inFull)
                        .equals(nativeAfter.map(PostgresqlColumnRules::inFull))) {
            return Optional.empty();
        }
        if (nativeBefore.isPresent() && nativeAfter.isPresent()) {
            return PostgresqlCasts.between(nativeBefore.get(), nativeAfter.get());
        }
        return familyChange(before, after);
    }

    /** Write the arguments that go without saying, as the catalog does. */
    private static NativeType inFull(NativeType type) {
        List<String> arguments = type.arguments();
        return switch (type.name()) {
            case "Char", "Bit" -> arguments.isEmpty() ? new NativeType(type.name(), List.of("1")) : type;
            case "Decimal" ->
                arguments.size() == 1 ? new NativeType(type.name(), List.of(arguments.getFirst(), "0")) : type;
            default -> type;
        };
    }

    private static ObjectName resolved(ObjectName name, DatabaseSchema schema) {
        return name.namespace().isPresent() && name.namespace().equals(schema.defaultNamespace())
                ? ObjectName.of(name.name())
                : name;
    }

    /**
     * All that can be said where one of the types is none that the schema language knows. Two such types
     * are not told apart: their texts may be two spellings of one type.
     */
    private static Optional<CastSafety> familyChange(TypeFamily before, TypeFamily after) {
        boolean bothUnsupported = before instanceof TypeFamily.Unsupported && after instanceof TypeFamily.Unsupported;
        return bothUnsupported || before.equals(after) ? Optional.empty() : Optional.of(CastSafety.RISKY);
    }

    @Override
    public Column folded(Column column) {
        return PostgresqlConstants.folded(column);
    }

    /** Who takes the next value of a sequence by an expression of their own keeps the sequence. */
    @Override
    public boolean autoIncrementChanges(BeforeAfter<Column> column) {
        return ColumnRules.super.autoIncrementChanges(column)
                && !takesNextValue(column.before())
                && !takesNextValue(column.after());
    }

    private static boolean takesNextValue(Column column) {
        return column.defaultValue().orElse(NONE) instanceof DefaultValue.Expression(String sql)
                && sql.strip().toLowerCase(Locale.ROOT).startsWith("nextval(");
    }
}
