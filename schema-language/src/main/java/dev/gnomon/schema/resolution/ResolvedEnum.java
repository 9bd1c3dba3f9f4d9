package dev.gnomon.schema.resolution;

import dev.gnomon.schema.syntax.EnumBlock;
import dev.gnomon.schema.syntax.EnumValueDeclaration;
import java.util.List;
import java.util.Optional;

/**
 * An enum.
 *
 * @param name         in the schema
 * @param databaseName of {@code @@map}, or the name
 * @param namespace    of {@code @@schema}
 * @param values       in order
 * @param syntax       the block
 */
public record ResolvedEnum(
        String name,
        String databaseName,
        Optional<NamespaceReference> namespace,
        List<EnumValue> values,
        EnumBlock syntax) {

    public ResolvedEnum {
        values = List.copyOf(values);
    }

    /**
     * A value of an enum.
     *
     * @param name         in the schema
     * @param databaseName of {@code @map}, or the name
     * @param syntax       the line of the schema
     */
    public record EnumValue(String name, String databaseName, EnumValueDeclaration syntax) {}

    /** Find a value by its name in the schema. */
    public Optional<EnumValue> value(String valueName) {
        return values.stream().filter(value -> value.name().equals(valueName)).findFirst();
    }
}
