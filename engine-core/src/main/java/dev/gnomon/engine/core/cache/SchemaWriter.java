package dev.gnomon.engine.core.cache;

import dev.gnomon.engine.dialect.DialectObjectFormat;
import dev.gnomon.engine.dialect.StoredObject;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.DialectObject;
import dev.gnomon.engine.model.EnumType;
import dev.gnomon.engine.model.Extension;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.IndexColumn;
import dev.gnomon.engine.model.LiteralValue;
import dev.gnomon.engine.model.NativeType;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.OperatorClass;
import dev.gnomon.engine.model.PrimaryKey;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.TypeFamily;
import dev.gnomon.engine.model.UnmodelledFeature;
import dev.gnomon.engine.model.UserDefinedType;
import dev.gnomon.engine.model.View;
import java.util.List;

/** Writes a schema as bytes; {@link SchemaReader} has the same methods in the same order. */
final class SchemaWriter {

    private final TextWriter out = new TextWriter();
    private final DialectObjectFormat objects;

    private SchemaWriter(DialectObjectFormat objects) {
        this.objects = objects;
    }

    static byte[] write(DatabaseSchema schema, DialectObjectFormat objects) {
        SchemaWriter writer = new SchemaWriter(objects);
        writer.schema(schema);
        return writer.out.toBytes();
    }

    private void schema(DatabaseSchema schema) {
        out.optional(schema.defaultNamespace(), out::text);
        out.texts(schema.namespaces());
        out.list(schema.enums(), this::enumType);
        out.list(schema.tables(), this::table);
        out.list(schema.views(), this::view);
        out.list(schema.sequences(), sequence -> name(sequence.name()));
        out.list(schema.extensions(), this::extension);
        out.list(schema.userDefinedTypes(), this::userDefinedType);
        dialectObjects(schema.dialectObjects());
    }

    private void name(ObjectName name) {
        out.optional(name.namespace(), out::text);
        out.text(name.name());
    }

    private void enumType(EnumType type) {
        name(type.name());
        out.texts(type.values());
        unmodelled(type.unmodelled());
    }

    private void table(Table table) {
        name(table.name());
        out.list(table.columns(), this::column);
        out.optional(table.primaryKey(), this::primaryKey);
        out.list(table.indexes(), this::index);
        out.list(table.foreignKeys(), this::foreignKey);
        unmodelled(table.unmodelled());
        dialectObjects(table.dialectObjects());
    }

    private void column(Column column) {
        out.text(column.name());
        columnType(column.type());
        out.optional(column.defaultValue(), this::defaultValue);
        out.optional(column.defaultName(), out::text);
        out.flag(column.autoIncrement());
        dialectObjects(column.dialectObjects());
    }

    private void columnType(ColumnType type) {
        switch (type.family()) {
            case TypeFamily.Scalar scalar -> {
                out.number(0);
                out.choice(scalar);
            }
            case TypeFamily.EnumReference(ObjectName enumName) -> {
                out.number(1);
                name(enumName);
            }
            case TypeFamily.Unsupported(String databaseType) -> {
                out.number(2);
                out.text(databaseType);
            }
        }
        out.choice(type.arity());
        out.optional(type.nativeType(), this::nativeType);
    }

    private void nativeType(NativeType type) {
        out.text(type.name());
        out.texts(type.arguments());
    }

    private void defaultValue(DefaultValue value) {
        switch (value) {
            case DefaultValue.Literal(LiteralValue literal) -> {
                out.number(0);
                literal(literal);
            }
            case DefaultValue.CurrentTimestamp() -> out.number(1);
            case DefaultValue.Expression(String sql) -> {
                out.number(2);
                out.text(sql);
            }
            case DefaultValue.AnyExpression() -> out.number(3);
            case DefaultValue.NextValue(ObjectName sequence) -> {
                out.number(4);
                name(sequence);
            }
            case DefaultValue.ClientGenerated(String function) -> {
                out.number(5);
                out.text(function);
            }
        }
    }

    private void literal(LiteralValue value) {
        switch (value) {
            case LiteralValue.Text(String text) -> numbered(0, text);
            case LiteralValue.Number(String digits) -> numbered(1, digits);
            case LiteralValue.Bool(boolean truth) -> numbered(2, String.valueOf(truth));
            case LiteralValue.Bytes(String hex) -> numbered(3, hex);
            case LiteralValue.DateTime dateTime -> numbered(4, dateTime.value().toString());
            case LiteralValue.EnumValue(String name) -> numbered(5, name);
            case LiteralValue.Json(String text) -> numbered(6, text);
            case LiteralValue.ListOf(List<LiteralValue> elements) -> {
                out.number(7);
                out.list(elements, this::literal);
            }
        }
    }

    private void numbered(int number, String text) {
        out.number(number);
        out.text(text);
    }

    private void primaryKey(PrimaryKey key) {
        out.optional(key.name(), out::text);
        out.list(key.columns(), this::indexColumn);
        out.optional(key.clustered(), out::flag);
    }

    private void indexColumn(IndexColumn column) {
        out.text(column.column());
        out.optional(column.sortOrder(), out::choice);
        out.optional(column.length(), out::number);
        out.optional(column.operatorClass(), this::operatorClass);
    }

    private void operatorClass(OperatorClass operatorClass) {
        out.text(operatorClass.sql());
        out.flag(operatorClass.isDefault());
        out.flag(operatorClass.isImplied());
    }

    private void index(Index index) {
        out.text(index.name());
        out.choice(index.kind());
        out.list(index.columns(), this::indexColumn);
        out.optional(index.algorithm(), out::text);
        out.optional(index.predicate(), out::text);
        out.optional(index.clustered(), out::flag);
        out.flag(index.constraint());
        out.texts(index.includedColumns());
        dialectObjects(index.dialectObjects());
    }

    private void foreignKey(ForeignKey key) {
        out.optional(key.name(), out::text);
        out.texts(key.columns());
        name(key.referencedTable());
        out.texts(key.referencedColumns());
        out.choice(key.onDelete());
        out.choice(key.onUpdate());
    }

    private void view(View view) {
        name(view.name());
        out.list(view.columns(), this::column);
        out.optional(view.definition(), out::text);
        unmodelled(view.unmodelled());
    }

    private void extension(Extension extension) {
        out.text(extension.name());
        out.optional(extension.schema(), out::text);
        out.optional(extension.version(), out::text);
        out.flag(extension.relocatable());
    }

    private void userDefinedType(UserDefinedType type) {
        name(type.name());
        out.optional(type.definition(), out::text);
    }

    private void unmodelled(List<UnmodelledFeature> features) {
        out.list(features, feature -> {
            out.choice(feature.kind());
            out.optional(feature.name(), out::text);
            out.optional(feature.column(), out::text);
        });
    }

    private void dialectObjects(List<DialectObject> values) {
        out.list(values, value -> {
            StoredObject stored = objects.write(value);
            out.text(stored.kind());
            out.list(stored.fields(), out::texts);
        });
    }
}
