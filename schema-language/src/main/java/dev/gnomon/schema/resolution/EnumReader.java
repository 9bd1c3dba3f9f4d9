package dev.gnomon.schema.resolution;

import dev.gnomon.schema.syntax.BlockAttribute;
import dev.gnomon.schema.syntax.EnumBlock;
import dev.gnomon.schema.syntax.EnumValueDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the attributes of enums and their values. */
final class EnumReader {

    private final DiagnosticCollector diagnostics;

    EnumReader(DiagnosticCollector diagnostics) {
        this.diagnostics = diagnostics;
    }

    ResolvedEnum read(EnumBlock definition) {
        List<ResolvedEnum.EnumValue> values = new ArrayList<>();
        for (EnumValueDeclaration value : definition.values()) {
            AttributeSet attributes = new AttributeSet(value.attributes(), diagnostics);
            Optional<String> mappedName = mappedName(attributes);
            attributes.finish();
            values.add(new ResolvedEnum.EnumValue(
                    value.name().name(), mappedName.orElse(value.name().name()), value));
        }
        AttributeSet attributes = new AttributeSet(
                definition.attributes().stream().map(BlockAttribute::attribute).toList(), diagnostics);
        Optional<String> mappedName = mappedName(attributes);
        Optional<NamespaceReference> namespace =
                attributes.single("schema").flatMap(schema -> ModelReader.namespace(schema, diagnostics));
        attributes.finish();
        String name = definition.name().name();
        return new ResolvedEnum(name, mappedName.orElse(name), namespace, values, definition);
    }

    private Optional<String> mappedName(AttributeSet attributes) {
        return attributes.single("map").flatMap(map -> {
            Optional<String> name =
                    map.byDefault("name").flatMap(expression -> Expressions.string(expression, diagnostics));
            map.finish();
            return name;
        });
    }
}
