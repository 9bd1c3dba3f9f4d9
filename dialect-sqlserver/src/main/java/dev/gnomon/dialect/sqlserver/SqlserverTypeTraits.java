package dev.gnomon.dialect.sqlserver;

import static dev.gnomon.engine.dialect.NativeTypeParameter.range;

import dev.gnomon.engine.dialect.KeyRestriction;
import dev.gnomon.engine.dialect.NativeTypeDescriptor;
import dev.gnomon.engine.dialect.NativeTypeParameter;
import dev.gnomon.engine.dialect.TypeTraits;
import dev.gnomon.engine.model.NativeType;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import java.util.List;
import java.util.Optional;

/** The native types of SQL Server. */
final class SqlserverTypeTraits implements TypeTraits {

    private static final NativeTypeParameter LENGTH_8000 = range(0, 8000, "Length can range from 1 to 8000.");

    private static final NativeTypeParameter LENGTH_4000 = range(0, 4000, "Length can range from 1 to 4000.");

    private static final NativeTypeParameter LENGTH_8000_OR_MAX = new NativeTypeParameter(
            0, 8000, true, "Length can range from 1 to 8000. For larger sizes, use the `Max` variant.");

    private static final NativeTypeParameter LENGTH_4000_OR_MAX = new NativeTypeParameter(
            0, 4000, true, "Length can range from 1 to 4000. For larger sizes, use the `Max` variant.");

    private static final List<NativeTypeDescriptor> NATIVE_TYPES = List.of(
            NativeTypeDescriptor.of("TinyInt", "TINYINT", Scalar.INT),
            NativeTypeDescriptor.of("SmallInt", "SMALLINT", Scalar.INT),
            NativeTypeDescriptor.of("Int", "INT", Scalar.INT),
            NativeTypeDescriptor.of("BigInt", "BIGINT", Scalar.BIG_INT),
            NativeTypeDescriptor.of("Decimal", "DECIMAL", Scalar.DECIMAL)
                    .withOptional(
                            range(1, 38, "Precision can range from 1 to 38."),
                            range(0, 38, "Scale can range from 0 to 38.")),
            NativeTypeDescriptor.of("Money", "MONEY", Scalar.FLOAT),
            NativeTypeDescriptor.of("SmallMoney", "SMALLMONEY", Scalar.FLOAT),
            NativeTypeDescriptor.of("Bit", "BIT", Scalar.BOOLEAN, Scalar.INT),
            NativeTypeDescriptor.of("Float", "FLOAT", Scalar.FLOAT)
                    .withOptional(range(1, 53, "Bits can range from 1 to 53.")),
            NativeTypeDescriptor.of("Real", "REAL", Scalar.FLOAT),
            NativeTypeDescriptor.of("Date", "DATE", Scalar.DATE_TIME),
            NativeTypeDescriptor.of("Time", "TIME", Scalar.DATE_TIME),
            NativeTypeDescriptor.of("DateTime", "DATETIME", Scalar.DATE_TIME),
            NativeTypeDescriptor.of("DateTime2", "DATETIME2", Scalar.DATE_TIME),
            NativeTypeDescriptor.of("DateTimeOffset", "DATETIMEOFFSET", Scalar.DATE_TIME),
            NativeTypeDescriptor.of("SmallDateTime", "SMALLDATETIME", Scalar.DATE_TIME),
            NativeTypeDescriptor.of("Char", "CHAR", Scalar.STRING).withOptional(LENGTH_8000),
            NativeTypeDescriptor.of("NChar", "NCHAR", Scalar.STRING).withOptional(LENGTH_4000),
            NativeTypeDescriptor.of("VarChar", "VARCHAR", Scalar.STRING)
                    .withOptional(LENGTH_8000_OR_MAX)
                    .restricted(KeyRestriction.NOT_WITH_MAX),
            NativeTypeDescriptor.of("Text", "TEXT", Scalar.STRING).restricted(KeyRestriction.NEVER_INDEXED),
            NativeTypeDescriptor.of("NVarChar", "NVARCHAR", Scalar.STRING)
                    .withOptional(LENGTH_4000_OR_MAX)
                    .restricted(KeyRestriction.NOT_WITH_MAX),
            NativeTypeDescriptor.of("NText", "NTEXT", Scalar.STRING).restricted(KeyRestriction.NEVER_INDEXED),
            NativeTypeDescriptor.of("Binary", "BINARY", Scalar.BYTES).withOptional(LENGTH_8000),
            NativeTypeDescriptor.of("VarBinary", "VARBINARY", Scalar.BYTES)
                    .withOptional(LENGTH_8000_OR_MAX)
                    .restricted(KeyRestriction.NOT_WITH_MAX),
            NativeTypeDescriptor.of("Image", "IMAGE", Scalar.BYTES).restricted(KeyRestriction.NEVER_INDEXED),
            NativeTypeDescriptor.of("Xml", "XML", Scalar.STRING).restricted(KeyRestriction.NEVER_INDEXED),
            NativeTypeDescriptor.of("UniqueIdentifier", "UNIQUEIDENTIFIER", Scalar.STRING));

    @Override
    public List<NativeTypeDescriptor> nativeTypes() {
        return NATIVE_TYPES;
    }

    @Override
    public Optional<NativeType> defaultNativeType(Scalar scalarType) {
        return switch (scalarType) {
            case BOOLEAN -> Optional.of(NativeType.of("Bit"));
            case INT -> Optional.of(NativeType.of("Int"));
            case BIG_INT -> Optional.of(NativeType.of("BigInt"));
            case FLOAT -> Optional.of(NativeType.of("Float", 53));
            case DECIMAL -> Optional.of(NativeType.of("Decimal", 32, 16));
            case STRING -> Optional.of(NativeType.of("NVarChar", 1000));
            case DATE_TIME -> Optional.of(NativeType.of("DateTime2"));
            case BYTES -> Optional.of(NativeType.of("VarBinary", "Max"));
            case UUID -> Optional.of(NativeType.of("UniqueIdentifier"));
            case JSON -> Optional.empty();
        };
    }
}
