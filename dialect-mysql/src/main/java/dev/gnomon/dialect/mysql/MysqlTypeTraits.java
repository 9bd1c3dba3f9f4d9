package dev.gnomon.dialect.mysql;

import static dev.gnomon.engine.dialect.NativeTypeParameter.range;

import dev.gnomon.engine.dialect.KeyRestriction;
import dev.gnomon.engine.dialect.NativeTypeDescriptor;
import dev.gnomon.engine.dialect.NativeTypeParameter;
import dev.gnomon.engine.dialect.TypeTraits;
import dev.gnomon.engine.model.NativeType;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import java.util.List;
import java.util.Optional;

/** The native types of MySQL and MariaDB. */
final class MysqlTypeTraits implements TypeTraits {

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

    private static NativeTypeDescriptor large(String name, String sqlName, Scalar scalarType) {
        return NativeTypeDescriptor.of(name, sqlName, scalarType).restricted(KeyRestriction.ONLY_WITH_LENGTH);
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
}
