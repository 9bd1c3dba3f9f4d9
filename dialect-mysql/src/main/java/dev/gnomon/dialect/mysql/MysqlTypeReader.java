package dev.gnomon.dialect.mysql;

import dev.gnomon.dialect.mysql.MysqlCatalog.ColumnRow;
import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.EnumType;
import dev.gnomon.engine.model.NativeType;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.TypeFamily;
import dev.gnomon.engine.model.TypeFamily.EnumReference;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import dev.gnomon.engine.model.TypeFamily.Unsupported;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns the catalog's types into those of the model. */
final class MysqlTypeReader {

    private final List<EnumType> enums = new ArrayList<>();

    /** The enums of the columns read so far, one a column. */
    List<EnumType> enums() {
        return enums;
    }

    ColumnType read(ColumnRow row) {
        Arity arity = row.nullable() ? Arity.NULLABLE : Arity.REQUIRED;
        if (row.type().equals("enum")) {
            ObjectName name = ObjectName.of(row.table() + "_" + row.name());
            enums.add(new EnumType(name, MysqlEnumValues.parse(row.fullType())));
            return ColumnType.of(new EnumReference(name), arity);
        }
        Optional<NativeType> known = nativeType(row);
        return known.map(nativeType -> ColumnType.of(family(row, nativeType), arity, nativeType))
                .orElseGet(() -> ColumnType.of(new Unsupported(row.fullType()), arity));
    }

    private static Optional<NativeType> nativeType(ColumnRow row) {
        boolean unsigned = row.fullType().contains("unsigned");
        return Optional.ofNullable(
                switch (row.type()) {
                    case "int", "integer" -> integer("Int", unsigned);
                    case "smallint" -> integer("SmallInt", unsigned);
                    case "tinyint" -> integer("TinyInt", unsigned);
                    case "mediumint" -> integer("MediumInt", unsigned);
                    case "bigint" -> integer("BigInt", unsigned);
                    case "year" -> NativeType.of("Year");
                    case "decimal" ->
                        NativeType.of(
                                "Decimal",
                                row.precision().orElse(10),
                                row.scale().orElse(0));
                    case "float" -> NativeType.of("Float");
                    case "double" -> NativeType.of("Double");
                    case "bit" -> NativeType.of("Bit", row.precision().orElse(1));
                    case "char" -> sized("Char", row);
                    case "varchar" -> sized("VarChar", row);
                    case "binary" -> sized("Binary", row);
                    case "varbinary" -> sized("VarBinary", row);
                    case "tinytext" -> NativeType.of("TinyText");
                    case "text" -> NativeType.of("Text");
                    case "mediumtext" -> NativeType.of("MediumText");
                    case "longtext" -> NativeType.of("LongText");
                    case "tinyblob" -> NativeType.of("TinyBlob");
                    case "blob" -> NativeType.of("Blob");
                    case "mediumblob" -> NativeType.of("MediumBlob");
                    case "longblob" -> NativeType.of("LongBlob");
                    case "date" -> NativeType.of("Date");
                    case "time" -> timed("Time", row);
                    case "datetime" -> timed("DateTime", row);
                    case "timestamp" -> timed("Timestamp", row);
                    case "json" -> NativeType.of("Json");
                    default -> null;
                });
    }

    private static NativeType integer(String name, boolean unsigned) {
        return NativeType.of(unsigned ? "Unsigned" + name : name);
    }

    private static NativeType sized(String name, ColumnRow row) {
        return NativeType.of(name, row.characters().orElse(1L));
    }

    private static NativeType timed(String name, ColumnRow row) {
        return NativeType.of(name, row.timePrecision().orElse(0));
    }

    private static TypeFamily family(ColumnRow row, NativeType type) {
        return switch (type.name()) {
            // BOOLEAN is another word for TINYINT(1), and the width is all that is left of it.
            case "TinyInt" -> row.fullType().startsWith("tinyint(1)") ? Scalar.BOOLEAN : Scalar.INT;
            case "BigInt", "UnsignedBigInt" -> Scalar.BIG_INT;
            case "Decimal" -> Scalar.DECIMAL;
            case "Float", "Double" -> Scalar.FLOAT;
            case "Bit" -> type.arguments().equals(List.of("1")) ? Scalar.BOOLEAN : Scalar.BYTES;
            case "Char", "VarChar", "TinyText", "Text", "MediumText", "LongText" -> Scalar.STRING;
            case "Binary", "VarBinary", "TinyBlob", "Blob", "MediumBlob", "LongBlob" -> Scalar.BYTES;
            case "Date", "Time", "DateTime", "Timestamp" -> Scalar.DATE_TIME;
            case "Json" -> Scalar.JSON;
            default -> Scalar.INT;
        };
    }
}
