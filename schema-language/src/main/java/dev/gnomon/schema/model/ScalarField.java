package dev.gnomon.schema.model;

import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.NativeType;
import dev.gnomon.schema.syntax.Expression;
import java.util.Optional;

/**
 * A field that has a column.
 *
 * @param name          in the schema
 * @param columnName    {@code @map} or the name
 * @param type          what it holds
 * @param arity         required, nullable or list
 * @param nativeType    as written after {@code @db.}
 * @param defaultValue  the argument of {@code @default}, as written
 * @param defaultName   {@code map:} of {@code @default}
 * @param updatedAt     {@code @updatedAt}
 * @param ignored       {@code @ignore}
 * @param documentation the lines of {@code ///} comments, joined with a newline
 */
public record ScalarField(
        String name,
        String columnName,
        ScalarFieldType type,
        Arity arity,
        Optional<NativeType> nativeType,
        Optional<Expression> defaultValue,
        Optional<String> defaultName,
        boolean updatedAt,
        boolean ignored,
        Optional<String> documentation) {

    /** Tell whether the default is {@code autoincrement()}. */
    public boolean isAutoIncrement() {
        return defaultValue
                .filter(value -> value instanceof Expression.FunctionCall call
                        && call.name().equals("autoincrement"))
                .isPresent();
    }
}
