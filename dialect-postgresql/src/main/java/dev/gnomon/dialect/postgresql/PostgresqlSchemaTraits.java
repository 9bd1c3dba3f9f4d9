package dev.gnomon.dialect.postgresql;

import static dev.gnomon.engine.dialect.NativeTypeParameter.range;

import dev.gnomon.engine.dialect.ConstraintKind;
import dev.gnomon.engine.dialect.ConstraintScope;
import dev.gnomon.engine.dialect.EnumStorage;
import dev.gnomon.engine.dialect.IndexAlgorithm;
import dev.gnomon.engine.dialect.JoinTableKey;
import dev.gnomon.engine.dialect.KeyRestriction;
import dev.gnomon.engine.dialect.NameLimit;
import dev.gnomon.engine.dialect.NativeTypeDescriptor;
import dev.gnomon.engine.dialect.NativeTypeParameter;
import dev.gnomon.engine.dialect.OperatorClassDescriptor;
import dev.gnomon.engine.dialect.PreviewFeatureRename;
import dev.gnomon.engine.dialect.SchemaFeature;
import dev.gnomon.engine.dialect.SchemaTraits;
import dev.gnomon.engine.model.NativeType;
import dev.gnomon.engine.model.ReferentialAction;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a schema may say for PostgreSQL. */
final class PostgresqlSchemaTraits implements SchemaTraits {

    private static final Set<SchemaFeature> FEATURES = Collections.unmodifiableSet(EnumSet.of(
            SchemaFeature.JSON,
            SchemaFeature.SCALAR_LISTS,
            SchemaFeature.NAMESPACES,
            SchemaFeature.NAMED_PRIMARY_KEYS,
            SchemaFeature.NAMED_FOREIGN_KEYS,
            SchemaFeature.PARTIAL_INDEXES,
            SchemaFeature.EXTENSIONS,
            SchemaFeature.AUTOINCREMENT_OUTSIDE_PRIMARY_KEY,
            SchemaFeature.AUTOINCREMENT_WITHOUT_INDEX,
            SchemaFeature.SEVERAL_AUTOINCREMENTS,
            SchemaFeature.BYTES_IN_PRIMARY_KEY,
            SchemaFeature.CYCLIC_REFERENTIAL_ACTIONS,
            SchemaFeature.SET_NULL_ON_REQUIRED_FIELDS,
            SchemaFeature.REFERENCES_IN_ANY_ORDER));

    private static final Set<ReferentialAction> ACTIONS = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(
            ReferentialAction.CASCADE,
            ReferentialAction.RESTRICT,
            ReferentialAction.NO_ACTION,
            ReferentialAction.SET_NULL,
            ReferentialAction.SET_DEFAULT)));

    private static final Set<ReferentialAction> EMULATED_ACTIONS = Collections.unmodifiableSet(new LinkedHashSet<>(
            List.of(ReferentialAction.CASCADE, ReferentialAction.RESTRICT, ReferentialAction.SET_NULL)));

    private static final NativeTypeParameter LENGTH = range(0, Integer.MAX_VALUE, "M must be a positive integer.");
    private static final NativeTypeParameter BITS = range(1, Integer.MAX_VALUE, "M must be a positive integer.");
    private static final NativeTypeParameter TIME_PRECISION = range(0, 6, "M can range from 0 to 6.");

    private static final List<NativeTypeDescriptor> NATIVE_TYPES = List.of(
            NativeTypeDescriptor.of("SmallInt", "SMALLINT", Scalar.INT),
            NativeTypeDescriptor.of("Integer", "INTEGER", Scalar.INT),
            NativeTypeDescriptor.of("BigInt", "BIGINT", Scalar.BIG_INT),
            NativeTypeDescriptor.of("Decimal", "DECIMAL", Scalar.DECIMAL)
                    .withOptional(
                            range(1, 1000, "Precision must be positive with a maximum value of 1000."),
                            NativeTypeParameter.any()),
            NativeTypeDescriptor.of("Money", "MONEY", Scalar.DECIMAL),
            NativeTypeDescriptor.of("Inet", "INET", Scalar.STRING),
            NativeTypeDescriptor.of("Oid", "OID", Scalar.INT),
            NativeTypeDescriptor.of("Citext", "CITEXT", Scalar.STRING),
            NativeTypeDescriptor.of("Real", "REAL", Scalar.FLOAT),
            NativeTypeDescriptor.of("DoublePrecision", "DOUBLE PRECISION", Scalar.FLOAT),
            NativeTypeDescriptor.of("VarChar", "VARCHAR", Scalar.STRING).withOptional(LENGTH),
            NativeTypeDescriptor.of("Char", "CHAR", Scalar.STRING).withOptional(LENGTH),
            NativeTypeDescriptor.of("Text", "TEXT", Scalar.STRING),
            NativeTypeDescriptor.of("ByteA", "BYTEA", Scalar.BYTES),
            NativeTypeDescriptor.of("Timestamp", "TIMESTAMP", Scalar.DATE_TIME).withOptional(TIME_PRECISION),
            NativeTypeDescriptor.of("Timestamptz", "TIMESTAMPTZ", Scalar.DATE_TIME)
                    .withOptional(TIME_PRECISION),
            NativeTypeDescriptor.of("Date", "DATE", Scalar.DATE_TIME),
            NativeTypeDescriptor.of("Time", "TIME", Scalar.DATE_TIME).withOptional(TIME_PRECISION),
            NativeTypeDescriptor.of("Timetz", "TIMETZ", Scalar.DATE_TIME).withOptional(TIME_PRECISION),
            NativeTypeDescriptor.of("Boolean", "BOOLEAN", Scalar.BOOLEAN),
            NativeTypeDescriptor.of("Bit", "BIT", Scalar.STRING).withOptional(BITS),
            NativeTypeDescriptor.of("VarBit", "VARBIT", Scalar.STRING).withOptional(BITS),
            NativeTypeDescriptor.of("Uuid", "UUID", Scalar.STRING),
            NativeTypeDescriptor.of("Xml", "XML", Scalar.STRING).restricted(KeyRestriction.NOT_IN_INDEXES),
            NativeTypeDescriptor.of("Json", "JSON", Scalar.JSON),
            NativeTypeDescriptor.of("JsonB", "JSONB", Scalar.JSON));

    private static final List<IndexAlgorithm> ALGORITHMS = List.of(
            new IndexAlgorithm("BTree", "BTREE", true, true, true, List.of(), false),
            new IndexAlgorithm("Hash", "HASH", false, false, false, List.of(), false),
            new IndexAlgorithm("Gist", "GIST", false, false, true, List.of(Scalar.STRING), false),
            new IndexAlgorithm("Gin", "GIN", false, false, true, List.of(Scalar.JSON), true),
            new IndexAlgorithm("SpGist", "SPGIST", false, false, false, List.of(Scalar.STRING), false),
            new IndexAlgorithm(
                    "Brin",
                    "BRIN",
                    false,
                    false,
                    true,
                    List.of(
                            Scalar.STRING,
                            Scalar.BYTES,
                            Scalar.DATE_TIME,
                            Scalar.FLOAT,
                            Scalar.INT,
                            Scalar.BIG_INT,
                            Scalar.DECIMAL),
                    false));

    @Override
    public String connectorName() {
        return "Postgres";
    }

    @Override
    public int maxIdentifierLength() {
        return 63;
    }

    @Override
    public Optional<NameLimit> nameLimit() {
        return Optional.of(new NameLimit(63, NameLimit.Unit.BYTES));
    }

    @Override
    public Optional<String> defaultNamespace() {
        return Optional.of("public");
    }

    @Override
    public Set<SchemaFeature> features() {
        return FEATURES;
    }

    @Override
    public EnumStorage enumStorage() {
        return EnumStorage.NAMED_TYPE;
    }

    @Override
    public List<NativeTypeDescriptor> nativeTypes() {
        return NATIVE_TYPES;
    }

    @Override
    public Optional<NativeType> defaultNativeType(Scalar scalarType) {
        return Optional.of(
                switch (scalarType) {
                    case BOOLEAN -> NativeType.of("Boolean");
                    case INT -> NativeType.of("Integer");
                    case BIG_INT -> NativeType.of("BigInt");
                    case FLOAT -> NativeType.of("DoublePrecision");
                    case DECIMAL -> NativeType.of("Decimal", 65, 30);
                    case STRING -> NativeType.of("Text");
                    case DATE_TIME -> NativeType.of("Timestamp", 3);
                    case BYTES -> NativeType.of("ByteA");
                    case JSON -> NativeType.of("JsonB");
                    case UUID -> NativeType.of("Uuid");
                });
    }

    @Override
    public List<IndexAlgorithm> indexAlgorithms() {
        return ALGORITHMS;
    }

    @Override
    public List<OperatorClassDescriptor> operatorClasses() {
        return PostgresqlOperatorClasses.ALL;
    }

    @Override
    public Set<ReferentialAction> referentialActions() {
        return ACTIONS;
    }

    @Override
    public Set<ReferentialAction> emulatedReferentialActions() {
        return EMULATED_ACTIONS;
    }

    @Override
    public List<ConstraintScope> constraintScopes() {
        return List.of(
                ConstraintScope.global(ConstraintKind.PRIMARY_KEY, ConstraintKind.INDEX),
                ConstraintScope.perTable(ConstraintKind.PRIMARY_KEY, ConstraintKind.INDEX, ConstraintKind.FOREIGN_KEY));
    }

    @Override
    public JoinTableKey joinTableKey() {
        return JoinTableKey.PRIMARY_KEY;
    }

    @Override
    public List<String> previewFeatures() {
        return List.of("fullTextSearchPostgres");
    }

    @Override
    public List<PreviewFeatureRename> renamedPreviewFeatures() {
        return List.of(new PreviewFeatureRename(
                "postgresql", "fullTextSearch", "fullTextSearchPostgres", "https://pris.ly/d/fts-postgres"));
    }

    @Override
    public Optional<String> linkAboutSetNull() {
        return Optional.of("https://pris.ly/d/postgres-set-null");
    }

    @Override
    public Optional<String> providerName() {
        return Optional.of("postgresql");
    }
}
