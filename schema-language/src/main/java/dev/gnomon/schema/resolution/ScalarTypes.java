package dev.gnomon.schema.resolution;

import dev.gnomon.engine.model.TypeFamily.Scalar;
import java.util.Optional;

/** The names of the scalar types of the language. */
public final class ScalarTypes {

    private ScalarTypes() {}

    public static Optional<Scalar> byName(String name) {
        return switch (name) {
            case "String" -> Optional.of(Scalar.STRING);
            case "Boolean" -> Optional.of(Scalar.BOOLEAN);
            case "Int" -> Optional.of(Scalar.INT);
            case "BigInt" -> Optional.of(Scalar.BIG_INT);
            case "Float" -> Optional.of(Scalar.FLOAT);
            case "Decimal" -> Optional.of(Scalar.DECIMAL);
            case "DateTime" -> Optional.of(Scalar.DATE_TIME);
            case "Json" -> Optional.of(Scalar.JSON);
            case "Bytes" -> Optional.of(Scalar.BYTES);
            default -> Optional.empty();
        };
    }

    static Optional<Scalar> byNameInAnyCase(String name) {
        for (Scalar scalar : Scalar.values()) {
            if (name(scalar).equalsIgnoreCase(name)) {
                return Optional.of(scalar);
            }
        }
        return Optional.empty();
    }

    public static String name(Scalar scalar) {
        return switch (scalar) {
            case STRING, UUID -> "String";
            case BOOLEAN -> "Boolean";
            case INT -> "Int";
            case BIG_INT -> "BigInt";
            case FLOAT -> "Float";
            case DECIMAL -> "Decimal";
            case DATE_TIME -> "DateTime";
            case JSON -> "Json";
            case BYTES -> "Bytes";
        };
    }
}
