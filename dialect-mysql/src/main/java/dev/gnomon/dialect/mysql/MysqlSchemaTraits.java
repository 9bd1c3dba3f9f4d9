package dev.gnomon.dialect.mysql;

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
import dev.gnomon.engine.dialect.SchemaFeature;
import dev.gnomon.engine.dialect.SchemaTraits;
import dev.gnomon.engine.model.NativeType;
import dev.gnomon.engine.model.ReferentialAction;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import dev.gnomon.engine.model.UnmodelledFeature;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a schema may say for MySQL and MariaDB. */
final class MysqlSchemaTraits implements SchemaTraits {

    private static final Set<SchemaFeature> FEATURES = Collections.unmodifiableSet(EnumSet.of(
            SchemaFeature.JSON,
            SchemaFeature.NAMED_FOREIGN_KEYS,
            SchemaFeature.FULLTEXT_INDEXES,
            SchemaFeature.INDEX_LENGTH,
            SchemaFeature.SHARD_KEYS,
            SchemaFeature.AUTOINCREMENT_OUTSIDE_PRIMARY_KEY,
            SchemaFeature.BYTES_IN_PRIMARY_KEY,
            SchemaFeature.CYCLIC_REFERENTIAL_ACTIONS,
            SchemaFeature.REFERENCES_IN_ANY_ORDER));

    private static final Set<ReferentialAction> ACTIONS = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(
            ReferentialAction.CASCADE,
            ReferentialAction.RESTRICT,
            ReferentialAction.NO_ACTION,
            ReferentialAction.SET_NULL,
            ReferentialAction.SET_DEFAULT)));

    private static final Set<ReferentialAction> EMULATED_ACTIONS =
            Collections.unmodifiableSet(new LinkedHashSet<>(List.of(
                    ReferentialAction.CASCADE,
                    ReferentialAction.RESTRICT,
                    ReferentialAction.NO_ACTION,
                    ReferentialAction.SET_NULL)));

    /** The schema language leaves it to the server to refuse more than six digits. */
    private static final NativeTypeParameter TIME_PRECISION = NativeTypeParameter.any();

    private static final List<NativeTypeDescriptor> NATIVE_TYPES = List.of(
            NativeTypeDescriptor.of("Int", "INTEGER", Scalar.INT),
            NativeTypeDescriptor.of("UnsignedInt", "INTEGER UNSIGNED", Scalar.INT),
            NativeTypeDescriptor.of("SmallInt", "SMALLINT", Scalar.INT),
            NativeTypeDescriptor.of("UnsignedSmallInt", "SMALLINT UNSIGNED", Scalar.INT),
            NativeTypeDescriptor.of("TinyInt", "TINYINT", Scalar.BOOLEAN, Scalar.INT),
            NativeTypeDescriptor.of("UnsignedTinyInt", "TINYINT UNSIGNED", Scalar.BOOLEAN, Scalar.INT),
            NativeTypeDescriptor.of("MediumInt", "MEDIUMINT", Scalar.INT),
            NativeTypeDescriptor.of("UnsignedMediumInt", "MEDIUMINT UNSIGNED", Scalar.INT),
            NativeTypeDescriptor.of("BigInt", "BIGINT", Scalar.BIG_INT),
            NativeTypeDescriptor.of("UnsignedBigInt", "BIGINT UNSIGNED", Scalar.BIG_INT),
            NativeTypeDescriptor.of("Decimal", "DECIMAL", Scalar.DECIMAL)
                    .withOptional(
                            range(0, 65, "Precision can range from 1 to 65."),
                            range(0, 30, "Scale can range from 0 to 30."))
                    .separatedBy(", "),
            NativeTypeDescriptor.of("Float", "FLOAT", Scalar.FLOAT),
            NativeTypeDescriptor.of("Double", "DOUBLE", Scalar.FLOAT),
            NativeTypeDescriptor.of("Bit", "BIT", Scalar.BOOLEAN, Scalar.BYTES)
                    .withRequired(range(1, 64, "M can range from 1 to 64.")),
            NativeTypeDescriptor.of("Char", "CHAR", Scalar.STRING)
                    .withRequired(range(0, 255, "M can range from 0 to 255.")),
            NativeTypeDescriptor.of("VarChar", "VARCHAR", Scalar.STRING)
                    .withRequired(range(0, 65_535, "M can range from 0 to 65,535.")),
            NativeTypeDescriptor.of("Binary", "BINARY", Scalar.BYTES).withRequired(NativeTypeParameter.any()),
            NativeTypeDescriptor.of("VarBinary", "VARBINARY", Scalar.BYTES).withRequired(NativeTypeParameter.any()),
            large("TinyBlob", "TINYBLOB", Scalar.BYTES),
            large("Blob", "BLOB", Scalar.BYTES),
            large("MediumBlob", "MEDIUMBLOB", Scalar.BYTES),
            large("LongBlob", "LONGBLOB", Scalar.BYTES),
            large("TinyText", "TINYTEXT", Scalar.STRING),
            large("Text", "TEXT", Scalar.STRING),
            large("MediumText", "MEDIUMTEXT", Scalar.STRING),
            large("LongText", "LONGTEXT", Scalar.STRING),
            NativeTypeDescriptor.of("Date", "DATE", Scalar.DATE_TIME),
            NativeTypeDescriptor.of("Time", "TIME", Scalar.DATE_TIME).withOptional(TIME_PRECISION),
            NativeTypeDescriptor.of("DateTime", "DATETIME", Scalar.DATE_TIME).withOptional(TIME_PRECISION),
            NativeTypeDescriptor.of("Timestamp", "TIMESTAMP", Scalar.DATE_TIME).withOptional(TIME_PRECISION),
            NativeTypeDescriptor.of("Year", "YEAR", Scalar.INT),
            NativeTypeDescriptor.of("Json", "JSON", Scalar.JSON));

    private static final List<IndexAlgorithm> ALGORITHMS =
            List.of(new IndexAlgorithm("BTree", "BTREE", true, true, true, List.of(), false));

    private static NativeTypeDescriptor large(String name, String sqlName, Scalar scalarType) {
        return NativeTypeDescriptor.of(name, sqlName, scalarType).restricted(KeyRestriction.ONLY_WITH_LENGTH);
    }

    @Override
    public String connectorName() {
        return "MySQL";
    }

    @Override
    public int maxIdentifierLength() {
        return 64;
    }

    @Override
    public Optional<NameLimit> nameLimit() {
        return Optional.of(new NameLimit(64, NameLimit.Unit.CHARACTERS));
    }

    @Override
    public Optional<String> defaultNamespace() {
        return Optional.empty();
    }

    @Override
    public Set<SchemaFeature> features() {
        return FEATURES;
    }

    @Override
    public EnumStorage enumStorage() {
        return EnumStorage.COLUMN_TYPE;
    }

    @Override
    public List<NativeTypeDescriptor> nativeTypes() {
        return NATIVE_TYPES;
    }

    @Override
    public Optional<String> objectionTo(NativeType nativeType, Scalar scalarType) {
        boolean tooManyBits = scalarType == Scalar.BOOLEAN
                && nativeType.name().equals("Bit")
                && !nativeType.arguments().equals(List.of("1"));
        return tooManyBits ? Optional.of("only Bit(1) can be used as Boolean.") : Optional.empty();
    }

    @Override
    public Optional<NativeType> defaultNativeType(Scalar scalarType) {
        return Optional.of(
                switch (scalarType) {
                    case BOOLEAN -> NativeType.of("TinyInt");
                    case INT -> NativeType.of("Int");
                    case BIG_INT -> NativeType.of("BigInt");
                    case FLOAT -> NativeType.of("Double");
                    case DECIMAL -> NativeType.of("Decimal", 65, 30);
                    case STRING, UUID -> NativeType.of("VarChar", 191);
                    case DATE_TIME -> NativeType.of("DateTime", 3);
                    case BYTES -> NativeType.of("LongBlob");
                    case JSON -> NativeType.of("Json");
                });
    }

    @Override
    public List<IndexAlgorithm> indexAlgorithms() {
        return ALGORITHMS;
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
                ConstraintScope.global(ConstraintKind.FOREIGN_KEY), ConstraintScope.perTable(ConstraintKind.INDEX));
    }

    @Override
    public JoinTableKey joinTableKey() {
        return JoinTableKey.UNIQUE_INDEX;
    }

    @Override
    public Optional<String> adviceAgainst(ReferentialAction action) {
        return action == ReferentialAction.SET_DEFAULT
                ? Optional.of(
                        "MySQL does not actually support the `SetDefault` referential action, so using it may result"
                                + " in unexpected errors. Read more at https://pris.ly/d/mysql-set-default ")
                : Optional.empty();
    }

    @Override
    public Set<UnmodelledFeature.Kind> featuresToMention() {
        return EnumSet.of(
                UnmodelledFeature.Kind.PARTITION,
                UnmodelledFeature.Kind.CHECK_CONSTRAINT,
                UnmodelledFeature.Kind.COMMENT,
                UnmodelledFeature.Kind.ON_UPDATE);
    }
}
