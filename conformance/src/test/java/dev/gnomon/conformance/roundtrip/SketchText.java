package dev.gnomon.conformance.roundtrip;

import dev.gnomon.conformance.roundtrip.SchemaSketch.EnumSketch;
import dev.gnomon.conformance.roundtrip.SchemaSketch.FieldSketch;
import dev.gnomon.conformance.roundtrip.SchemaSketch.IndexSketch;
import dev.gnomon.conformance.roundtrip.SchemaSketch.ModelSketch;
import dev.gnomon.conformance.roundtrip.SchemaSketch.RelationKind;
import dev.gnomon.conformance.roundtrip.SchemaSketch.RelationSketch;
import java.util.Optional;
import java.util.stream.Collectors;

/** Prints a sketch in the schema language. */
final class SketchText {
    private final SchemaSketch sketch;
    private final StringBuilder text = new StringBuilder();

    private SketchText(SchemaSketch sketch) {
        this.sketch = sketch;
    }

    static String of(SchemaSketch sketch) {
        SketchText printer = new SketchText(sketch);
        printer.print();
        return printer.text.toString();
    }

    private void print() {
        text.append("datasource db {\n  provider = ").append(quote(sketch.provider()));
        if (sketch.features().contains(SchemaSketch.NAMESPACES)) {
            text.append("\n  schemas = [")
                    .append(SchemaSketch.TWO_NAMESPACES.stream()
                            .map(SketchText::quote)
                            .collect(Collectors.joining(", ")))
                    .append(']');
        }
        text.append("\n}\n");
        if (!sketch.features().isEmpty()) {
            text.append("\ngenerator client {\n  provider = \"prisma-client\"\n  previewFeatures = [");
            text.append(String.join(
                    ", ", sketch.features().stream().map(SketchText::quote).toList()));
            text.append("]\n}\n");
        }
        sketch.enums().forEach(this::print);
        sketch.models().forEach(this::print);
    }

    private void print(EnumSketch enumSketch) {
        text.append("\nenum ").append(enumSketch.name()).append(" {\n");
        for (String value : enumSketch.values()) {
            String name = EnumSketch.valueName(value);
            text.append("  ").append(name);
            if (name.length() < value.length()) {
                text.append(" @map(")
                        .append(quote(value.substring(name.length() + 1)))
                        .append(')');
            }
            text.append('\n');
        }
        printMap(enumSketch.map());
        printNamespace(enumSketch.name());
        text.append("}\n");
    }

    private void print(ModelSketch model) {
        text.append("\nmodel ").append(model.name()).append(" {\n");
        for (FieldSketch field : model.fields()) {
            print(field, model);
        }
        for (RelationSketch relation : sketch.relations()) {
            print(relation, model);
        }
        if (model.key().size() > 1) {
            text.append("  @@id([").append(String.join(", ", model.key())).append("])\n");
        }
        for (IndexSketch index : model.indexes()) {
            boolean fullText = index.arguments().equals(Optional.of(SchemaSketch.FULL_TEXT));
            text.append(fullText ? "  @@fulltext([" : index.unique() ? "  @@unique([" : "  @@index([")
                    .append(String.join(", ", index.fields()))
                    .append(']');
            index.map().ifPresent(map -> text.append(", map: ").append(quote(map)));
            index.arguments()
                    .filter(arguments -> !fullText && !arguments.isEmpty())
                    .ifPresent(arguments -> text.append(", ").append(arguments));
            index.predicate().ifPresent(predicate -> text.append(", where: ").append(predicate));
            text.append(")\n");
        }
        printMap(model.map());
        printNamespace(model.name());
        text.append("}\n");
    }

    private void print(FieldSketch field, ModelSketch model) {
        text.append("  ").append(field.name()).append(' ').append(field.type()).append(field.arity());
        if (model.key().equals(java.util.List.of(field.name()))) {
            text.append(" @id");
        }
        if (!field.defaultValue().isEmpty()) {
            text.append(" @default(").append(field.defaultValue()).append(')');
        }
        if (!field.nativeType().isEmpty()) {
            text.append(' ').append(field.nativeType());
        }
        field.map().ifPresent(map -> text.append(" @map(").append(quote(map)).append(')'));
        text.append('\n');
    }

    private void print(RelationSketch relation, ModelSketch model) {
        if (relation.kind() == RelationKind.MANY_TO_MANY) {
            if (relation.holder().equals(model.name())) {
                text.append("  ")
                        .append(relation.name())
                        .append("_a ")
                        .append(relation.target())
                        .append("[] @relation(")
                        .append(quote(relation.name()))
                        .append(")\n");
            }
            if (relation.target().equals(model.name())) {
                text.append("  ")
                        .append(relation.name())
                        .append("_b ")
                        .append(relation.holder())
                        .append("[] @relation(")
                        .append(quote(relation.name()))
                        .append(")\n");
            }
            return;
        }
        if (relation.holder().equals(model.name())) {
            boolean optional = relation.fields().stream()
                    .map(model::field)
                    .flatMap(Optional::stream)
                    .anyMatch(field -> !field.isRequired());
            text.append("  ")
                    .append(relation.name())
                    .append("_to ")
                    .append(relation.target())
                    .append(optional ? "?" : "")
                    .append(" @relation(")
                    .append(quote(relation.name()))
                    .append(", fields: [")
                    .append(String.join(", ", relation.fields()))
                    .append("], references: [")
                    .append(String.join(", ", relation.references()))
                    .append(']');
            if (!relation.actions().isEmpty()) {
                text.append(", ").append(relation.actions());
            }
            text.append(")\n");
        }
        if (relation.target().equals(model.name())) {
            text.append("  ")
                    .append(relation.name())
                    .append("_from ")
                    .append(relation.holder())
                    .append(relation.kind() == RelationKind.ONE_TO_ONE ? "?" : "[]")
                    .append(" @relation(")
                    .append(quote(relation.name()))
                    .append(")\n");
        }
    }

    private void printNamespace(String name) {
        sketch.namespaceOf(name)
                .ifPresent(namespace ->
                        text.append("  @@schema(").append(quote(namespace)).append(")\n"));
    }

    private void printMap(Optional<String> map) {
        map.ifPresent(name -> text.append("  @@map(").append(quote(name)).append(")\n"));
    }

    static String quote(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
