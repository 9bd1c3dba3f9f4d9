package dev.gnomon.dialect.sqlserver;

import dev.gnomon.dialect.sqlserver.SqlserverCatalog.ColumnRow;
import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.NativeType;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import dev.gnomon.engine.model.TypeFamily.Unsupported;
import java.util.Optional;

/** Turns the catalog's types into those of the model. */
final class SqlserverTypeReader {

    private SqlserverTypeReader() {}

    static ColumnType read(ColumnRow row) {
        Arity arity = row.nullable() ? Arity.NULLABLE : Arity.REQUIRED;
        Optional<Known> known = row.type().flatMap(type -> known(type, row.maxLength(), row.precision(), row.scale()));
        return known.map(type -> ColumnType.of(type.family(), arity, type.nativeType()))
                .orElseGet(() -> ColumnType.of(new Unsupported(row.typeName()), arity));
    }

    /** A type that the schema language can say. */
    record Known(Scalar family, NativeType nativeType) {}

    /** The system's type in the words of the schema language; lengths come in bytes. */
    static Optional<Known> known(String type, int maxLength, int precision, int scale) {
        return Optional.ofNullable(
                switch (type) {
                    case "bit" -> new Known(Scalar.BOOLEAN, NativeType.of("Bit"));
                    case "tinyint" -> new Known(Scalar.INT, NativeType.of("TinyInt"));
                    case "smallint" -> new Known(Scalar.INT, NativeType.of("SmallInt"));
                    case "int" -> new Known(Scalar.INT, NativeType.of("Int"));
                    case "bigint" -> new Known(Scalar.BIG_INT, NativeType.of("BigInt"));
                    case "decimal", "numeric" -> new Known(Scalar.DECIMAL, NativeType.of("Decimal", precision, scale));
                    case "money" -> new Known(Scalar.FLOAT, NativeType.of("Money"));
                    case "smallmoney" -> new Known(Scalar.FLOAT, NativeType.of("SmallMoney"));
                    case "float" -> new Known(Scalar.FLOAT, NativeType.of("Float", precision));
                    case "real" -> new Known(Scalar.FLOAT, NativeType.of("Real"));
                    case "date" -> new Known(Scalar.DATE_TIME, NativeType.of("Date"));
                    case "time" -> new Known(Scalar.DATE_TIME, NativeType.of("Time"));
                    case "datetime" -> new Known(Scalar.DATE_TIME, NativeType.of("DateTime"));
                    case "datetime2" -> new Known(Scalar.DATE_TIME, NativeType.of("DateTime2"));
                    case "datetimeoffset" -> new Known(Scalar.DATE_TIME, NativeType.of("DateTimeOffset"));
                    case "smalldatetime" -> new Known(Scalar.DATE_TIME, NativeType.of("SmallDateTime"));
                    case "char" -> new Known(Scalar.STRING, sized("Char", maxLength, 1));
                    case "varchar" -> new Known(Scalar.STRING, sized("VarChar", maxLength, 1));
                    case "nchar" -> new Known(Scalar.STRING, sized("NChar", maxLength, 2));
                    case "nvarchar" -> new Known(Scalar.STRING, sized("NVarChar", maxLength, 2));
                    case "text" -> new Known(Scalar.STRING, NativeType.of("Text"));
                    case "ntext" -> new Known(Scalar.STRING, NativeType.of("NText"));
                    case "xml" -> new Known(Scalar.STRING, NativeType.of("Xml"));
                    case "uniqueidentifier" -> new Known(Scalar.STRING, NativeType.of("UniqueIdentifier"));
                    case "binary" -> new Known(Scalar.BYTES, sized("Binary", maxLength, 1));
                    case "varbinary" -> new Known(Scalar.BYTES, sized("VarBinary", maxLength, 1));
                    case "image" -> new Known(Scalar.BYTES, NativeType.of("Image"));
                    default -> null;
                });
    }

    private static NativeType sized(String name, int bytes, int bytesPerCharacter) {
        return bytes < 0 ? NativeType.of(name, SqlserverTypes.MAX) : NativeType.of(name, bytes / bytesPerCharacter);
    }
}
