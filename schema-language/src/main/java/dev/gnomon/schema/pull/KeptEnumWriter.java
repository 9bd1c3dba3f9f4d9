package dev.gnomon.schema.pull;

import dev.gnomon.schema.model.EnumModel;

/** Writes enums of the previous schema again that no database could tell. */
final class KeptEnumWriter {

    private KeptEnumWriter() {}

    static String write(EnumModel enumModel, WrittenMaps maps) {
        StringBuilder text = new StringBuilder();
        BlockText header = new BlockText();
        enumModel.documentation().ifPresent(header::documentation);
        header.appendTo(text, "");
        text.append("enum ").append(enumModel.name()).append(" {\n");
        BlockText values = new BlockText();
        for (EnumModel.Value value : enumModel.values()) {
            value.documentation().ifPresent(values::documentation);
            boolean mapped =
                    !value.name().equals(value.databaseName()) || maps.hasMember(enumModel.name(), value.name());
            values.row(value.name(), mapped ? "@map(" + Literals.text(value.databaseName()) + ")" : "");
        }
        values.appendTo(text, "  ");
        if (!enumModel.name().equals(enumModel.databaseName()) || maps.hasBlock(enumModel.name())) {
            text.append("\n  @@map(")
                    .append(Literals.text(enumModel.databaseName()))
                    .append(")\n");
        }
        return text.append("}\n").toString();
    }
}
