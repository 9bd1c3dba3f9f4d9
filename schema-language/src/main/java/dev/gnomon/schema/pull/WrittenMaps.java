package dev.gnomon.schema.pull;

import dev.gnomon.schema.syntax.Attribute;
import dev.gnomon.schema.syntax.Block;
import dev.gnomon.schema.syntax.BlockAttribute;
import dev.gnomon.schema.syntax.EnumBlock;
import dev.gnomon.schema.syntax.EnumValueDeclaration;
import dev.gnomon.schema.syntax.FieldDeclaration;
import dev.gnomon.schema.syntax.ModelBlock;
import dev.gnomon.schema.syntax.SchemaDocument;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where a schema says what something is called in the database, even if that is the name it has anyway. */
final class WrittenMaps {

    private static final String MAP = "map";

    /** A field or value, by the name of its block and its own. */
    private record Member(String block, String name) {}

    private final Set<String> blocks = new HashSet<>();
    private final Set<Member> members = new HashSet<>();

    private WrittenMaps() {}

    static WrittenMaps none() {
        return new WrittenMaps();
    }

    static WrittenMaps of(SchemaDocument document) {
        WrittenMaps maps = new WrittenMaps();
        for (Block block : document.blocks()) {
            String name = block.name().name();
            if (block instanceof ModelBlock model) {
                maps.addBlock(name, model.attributes());
                for (FieldDeclaration field : model.fields()) {
                    maps.addMember(name, field.name().name(), field.attributes());
                }
            } else if (block instanceof EnumBlock values) {
                maps.addBlock(name, values.attributes());
                for (EnumValueDeclaration value : values.values()) {
                    maps.addMember(name, value.name().name(), value.attributes());
                }
            }
        }
        return maps;
    }

    private void addBlock(String name, List<BlockAttribute> attributes) {
        if (attributes.stream()
                .anyMatch(attribute -> attribute.attribute().name().equals(MAP))) {
            blocks.add(name);
        }
    }

    private void addMember(String block, String name, List<Attribute> attributes) {
        if (attributes.stream().anyMatch(attribute -> attribute.name().equals(MAP))) {
            members.add(new Member(block, name));
        }
    }

    boolean hasBlock(String name) {
        return blocks.contains(name);
    }

    boolean hasMember(String block, String name) {
        return members.contains(new Member(block, name));
    }
}
