package dev.gnomon.dialect.postgresql;

import static dev.gnomon.engine.dialect.NativeTypeParameter.range;

import dev.gnomon.engine.dialect.KeyRestriction;
import dev.gnomon.engine.dialect.NativeTypeDescriptor;
import dev.gnomon.engine.dialect.NativeTypeParameter;
import dev.gnomon.engine.dialect.TypeTraits;
import dev.gnomon.engine.model.NativeType;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import java.util.List;
import java.util.Optional;

/** The native types of PostgreSQL. */
final class PostgresqlTypeTraits implements TypeTraits {

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
}
