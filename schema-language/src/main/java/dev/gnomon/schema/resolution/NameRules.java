package dev.gnomon.schema.resolution;

import dev.gnomon.schema.model.ReservedNames;
import dev.gnomon.schema.syntax.Attribute;
import dev.gnomon.schema.syntax.Block;
import dev.gnomon.schema.syntax.BlockAttribute;
import dev.gnomon.schema.syntax.ConfigBlock;
import dev.gnomon.schema.syntax.ConfigProperty;
import dev.gnomon.schema.syntax.EnumBlock;
import dev.gnomon.schema.syntax.EnumValueDeclaration;
import dev.gnomon.schema.syntax.FieldDeclaration;
import dev.gnomon.schema.syntax.Identifier;
import dev.gnomon.schema.syntax.ModelBlock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names are well formed, not reserved, and there is one of each. */
final class NameRules {

    private final DiagnosticCollector diagnostics;
    private final Map<String, Block> types = new HashMap<>();
    private final Map<String, Block> datasources = new HashMap<>();
    private final Map<String, Block> generators = new HashMap<>();

    private NameRules(DiagnosticCollector diagnostics) {
        this.diagnostics = diagnostics;
    }

    static void check(List<Block> blocks, DiagnosticCollector diagnostics) {
        NameRules rules = new NameRules(diagnostics);
        blocks.forEach(rules::check);
    }

    private void check(Block block) {
        if (ScalarTypes.byName(block.name().name()).isPresent()) {
            diagnostics.error(
                    "\"" + block.name().name() + "\" is a reserved scalar type name and cannot be used.",
                    block.name().span());
        }
        switch (block) {
            case EnumBlock definition -> check(definition);
            case ModelBlock model -> check(model);
            case ConfigBlock config -> check(config);
        }
        Map<String, Block> peers = switch (block) {
            case EnumBlock definition -> types;
            case ModelBlock model -> types;
            case ConfigBlock config -> config.kind() == ConfigBlock.Kind.DATASOURCE ? datasources : generators;
        };
        Block earlier = peers.put(block.name().name(), block);
        if (earlier != null) {
            diagnostics.error(
                    "The %s \"%s\" cannot be defined because a %s with that name already exists."
                            .formatted(kind(block), block.name().name(), kind(earlier)),
                    block.name().span());
        }
    }

    /** What messages about names call a block. */
    private static String kind(Block block) {
        if (block instanceof ModelBlock model && model.kind() == ModelBlock.Kind.TYPE) {
            return "composite type";
        }
        return block instanceof ConfigBlock config && config.kind() == ConfigBlock.Kind.DATASOURCE
                ? "source"
                : block.keyword();
    }

    private void check(EnumBlock definition) {
        String name = definition.name().name();
        checkForm(definition.name(), "Enum");
        if (ReservedNames.contains(name)) {
            diagnostics.error(
                    "Error validating enum `" + name + "`: The enum name `" + name
                            + "` is invalid. It is a reserved name. Please change it. Read more at"
                            + " https://www.prisma.io/docs/reference/tools-and-interfaces/prisma-schema/data-model#naming-enums",
                    definition.span());
        }
        checkBlockAttributes(definition.attributes());
        Set<String> values = new HashSet<>();
        for (EnumValueDeclaration value : definition.values()) {
            checkForm(value.name(), "Enum Value");
            checkAttributes(value.attributes());
            if (!values.add(value.name().name())) {
                diagnostics.error(
                        "Value \"" + value.name().name() + "\" is already defined on enum \"" + name + "\".",
                        value.span());
            }
        }
    }

    private void check(ModelBlock model) {
        String name = model.name().name();
        boolean isView = model.kind() == ModelBlock.Kind.VIEW;
        if (model.kind() == ModelBlock.Kind.TYPE) {
            checkForm(model.name(), "Composite type");
        } else {
            checkForm(model.name(), isView ? "view" : "Model");
            if (ReservedNames.contains(name)) {
                diagnostics.model(
                        "model",
                        name,
                        "The " + model.keyword() + " name `" + name
                                + "` is invalid. It is a reserved name. Please change it. Read more at"
                                + " https://pris.ly/d/naming-models",
                        model.span());
            }
            checkBlockAttributes(model.attributes());
        }
        Set<String> fields = new HashSet<>();
        String container = model.kind() == ModelBlock.Kind.TYPE ? "composite type" : model.keyword();
        for (FieldDeclaration field : model.fields()) {
            if (model.kind() != ModelBlock.Kind.TYPE) {
                checkForm(field.name(), isView ? "field" : "Field");
                checkAttributes(field.attributes());
            }
            if (!fields.add(field.name().name())) {
                diagnostics.error(
                        "Field \"%s\" is already defined on %s \"%s\"."
                                .formatted(field.name().name(), container, name),
                        field.name().span());
            }
        }
    }

    private void check(ConfigBlock config) {
        Set<String> keys = new HashSet<>();
        for (ConfigProperty property : config.properties()) {
            if (!keys.add(property.name().name())) {
                diagnostics.error(
                        "Key \"%s\" is already defined in %s \"%s\"."
                                .formatted(
                                        property.name().name(),
                                        kind(config),
                                        config.name().name()),
                        property.name().span());
            }
        }
    }

    private void checkBlockAttributes(List<BlockAttribute> attributes) {
        for (BlockAttribute attribute : attributes) {
            check(attribute.attribute());
        }
    }

    private void checkAttributes(List<Attribute> attributes) {
        attributes.forEach(this::check);
    }

    private void check(Attribute attribute) {
        checkForm(new Identifier(attribute.name(), attribute.nameSpan()), "Attribute");
    }

    private void checkForm(Identifier identifier, String what) {
        checkForm(identifier, what, diagnostics);
    }

    static void checkForm(Identifier identifier, String what, DiagnosticCollector diagnostics) {
        String name = identifier.name();
        if (Character.isDigit(name.codePointAt(0))) {
            diagnostics.validation("The name of a " + what + " must not start with a number.", identifier.span());
        } else if (name.indexOf('-') >= 0) {
            diagnostics.validation("The character `-` is not allowed in " + what + " names.", identifier.span());
        }
    }
}
