package dev.gnomon.engine.core.cache;

import dev.gnomon.engine.dialect.DialectObjectFormat;
import dev.gnomon.engine.dialect.StoredObject;
import dev.gnomon.engine.model.Arity;
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
import dev.gnomon.engine.model.ReferentialAction;
import dev.gnomon.engine.model.Sequence;
import dev.gnomon.engine.model.SortOrder;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.TypeFamily;
import dev.gnomon.engine.model.UnmodelledFeature;
import dev.gnomon.engine.model.UserDefinedType;
import dev.gnomon.engine.model.View;
import java.time.OffsetDateTime;
import java.util.List;

/** Reads a schema that {@link SchemaWriter} wrote; anything else ends in an unchecked exception. */
final class SchemaReader {

    private static final Arity[] ARITIES = Arity.values();
    private static final Index.Kind[] INDEX_KINDS = Index.Kind.values();
    private static final ReferentialAction[] ACTIONS = ReferentialAction.values();
    private static final SortOrder[] SORT_ORDERS = SortOrder.values();
    private static final TypeFamily.Scalar[] SCALARS = TypeFamily.Scalar.values();
    private static final UnmodelledFeature.Kind[] FEATURES = UnmodelledFeature.Kind.values();

    private final TextReader in;
    private final DialectObjectFormat objects;

    private SchemaReader(byte[] bytes, DialectObjectFormat objects) {
        this.in = new TextReader(bytes);
        this.objects = objects;
    }

    static DatabaseSchema read(byte[] bytes, DialectObjectFormat objects) {
        SchemaReader reader = new SchemaReader(bytes, objects);
        DatabaseSchema schema = reader.schema();
        if (!reader.in.isAtEnd()) {
            throw new IllegalArgumentException("something follows the schema");
        }
        return schema;
    }

    private DatabaseSchema schema() {
        return new DatabaseSchema(
                in.optional(in::text),
                in.texts(),
                in.list(this::enumType),
                in.list(this::table),
                in.list(this::view),
                in.list(() -> new Sequence(name())),
                in.list(this::extension),
                in.list(this::userDefinedType),
                dialectObjects());
    }

    private ObjectName name() {
        return new ObjectName(in.optional(in::text), in.text());
    }

    private EnumType enumType() {
        return new EnumType(name(), in.texts(), unmodelled());
    }

    private Table table() {
        return new Table(
                name(),
                in.list(this::column),
                in.optional(this::primaryKey),
                in.list(this::index),
                in.list(this::foreignKey),
                unmodelled(),
                dialectObjects());
    }

    private Column column() {
        return new Column(
                in.text(),
                columnType(),
                in.optional(this::defaultValue),
                in.optional(in::text),
                in.flag(),
                dialectObjects());
    }

    private ColumnType columnType() {
        TypeFamily family = switch (in.number()) {
            case 0 -> in.choice(SCALARS);
            case 1 -> new TypeFamily.EnumReference(name());
            case 2 -> new TypeFamily.Unsupported(in.text());
            default -> throw new IllegalArgumentException("no family of types");
        };
        return new ColumnType(family, in.choice(ARITIES), in.optional(() -> new NativeType(in.text(), in.texts())));
    }

    private DefaultValue defaultValue() {
        return switch (in.number()) {
            case 0 -> new DefaultValue.Literal(literal());
            case 1 -> new DefaultValue.CurrentTimestamp();
            case 2 -> new DefaultValue.Expression(in.text());
            case 3 -> new DefaultValue.AnyExpression();
            case 4 -> new DefaultValue.NextValue(name());
            case 5 -> new DefaultValue.ClientGenerated(in.text());
            default -> throw new IllegalArgumentException("no default value");
        };
    }

    private LiteralValue literal() {
        return switch (in.number()) {
            case 0 -> new LiteralValue.Text(in.text());
            case 1 -> new LiteralValue.Number(in.text());
            case 2 -> new LiteralValue.Bool(Boolean.parseBoolean(in.text()));
            case 3 -> new LiteralValue.Bytes(in.text());
            case 4 -> new LiteralValue.DateTime(OffsetDateTime.parse(in.text()));
            case 5 -> new LiteralValue.EnumValue(in.text());
            case 6 -> new LiteralValue.Json(in.text());
            case 7 -> new LiteralValue.ListOf(in.list(this::literal));
            default -> throw new IllegalArgumentException("no literal");
        };
    }

    private PrimaryKey primaryKey() {
        return new PrimaryKey(in.optional(in::text), in.list(this::indexColumn), in.optional(in::flag));
    }

    private IndexColumn indexColumn() {
        return new IndexColumn(
                in.text(),
                in.optional(() -> in.choice(SORT_ORDERS)),
                in.optional(in::number),
                in.optional(() -> new OperatorClass(in.text(), in.flag(), in.flag())));
    }

    private Index index() {
        return new Index(
                in.text(),
                in.choice(INDEX_KINDS),
                in.list(this::indexColumn),
                in.optional(in::text),
                in.optional(in::text),
                in.optional(in::flag),
                in.flag(),
                in.texts(),
                dialectObjects());
    }

    private ForeignKey foreignKey() {
        return new ForeignKey(
                in.optional(in::text), in.texts(), name(), in.texts(), in.choice(ACTIONS), in.choice(ACTIONS));
    }

    private View view() {
        return new View(name(), in.list(this::column), in.optional(in::text), unmodelled());
    }

    private Extension extension() {
        return new Extension(in.text(), in.optional(in::text), in.optional(in::text), in.flag());
    }

    private UserDefinedType userDefinedType() {
        return new UserDefinedType(name(), in.optional(in::text));
    }

    private List<UnmodelledFeature> unmodelled() {
        return in.list(() -> new UnmodelledFeature(in.choice(FEATURES), in.optional(in::text), in.optional(in::text)));
    }

    private List<DialectObject> dialectObjects() {
        return in.list(() -> objects.read(new StoredObject(in.text(), in.list(in::texts))));
    }
}
