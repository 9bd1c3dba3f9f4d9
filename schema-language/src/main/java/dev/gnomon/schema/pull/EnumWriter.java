package dev.gnomon.schema.pull;

import dev.gnomon.engine.model.EnumType;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.schema.model.EnumModel;
import dev.gnomon.schema.target.EnumStorage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes enums. */
final class EnumWriter {

    /** What an empty text is called, since a value needs a name. */
    private static final String EMPTY_VALUE = "EMPTY_ENUM_VALUE";

    private final PullContext context;

    EnumWriter(PullContext context) {
        this.context = context;
    }

    /** The name of a value in the schema; an empty text where no letter of it can stay. */
    String valueName(ObjectName type, String databaseName) {
        Optional<String> known = context.previousEnum(type)
                .flatMap(enumModel -> enumModel.values().stream()
                        .filter(value -> value.databaseName().equals(databaseName))
                        .map(EnumModel.Value::name)
                        .findFirst());
        return known.orElseGet(() -> newName(type, databaseName));
    }

    private String newName(ObjectName type, String databaseName) {
        List<String> values = context.enumType(type).map(EnumType::values).orElse(List.of(databaseName));
        Map<String, String> known = new HashMap<>();
        context.previousEnum(type)
                .ifPresent(enumModel ->
                        enumModel.values().forEach(value -> known.put(value.databaseName(), value.name())));
        Set<String> taken = new HashSet<>();
        values.forEach(value -> Optional.ofNullable(known.get(value)).ifPresent(taken::add));
        String name = "";
        for (String value : values.subList(0, values.indexOf(databaseName) + 1)) {
            if (!known.containsKey(value)) {
                name = Names.free(value.isEmpty() ? EMPTY_VALUE : Names.sanitized(value), taken);
            }
        }
        return name;
    }

    String write(EnumType type) {
        PulledName name = context.enumName(type.name());
        Optional<EnumModel> previous = context.previousEnum(type.name());
        BlockText values = new BlockText();
        for (String databaseName : type.values()) {
            writeValue(type, previous, databaseName, values);
        }
        BlockText attributes = new BlockText();
        Optional<String> mapped = mapped(name, previous);
        mapped.ifPresent(databaseName -> attributes.plain("@@map(" + Literals.text(databaseName) + ")"));
        context.shownNamespace(type.name())
                .ifPresent(namespace -> attributes.plain("@@schema(" + Literals.text(namespace) + ")"));
        warn(name, previous.isPresent() && mapped.isPresent());
        StringBuilder text = new StringBuilder();
        BlockText header = new BlockText();
        previous.flatMap(EnumModel::documentation).ifPresent(header::documentation);
        if (name.reason() == PulledName.Reason.RESERVED) {
            header.documentation(ModelNotes.renamed("enum", name));
        }
        if (previous.isEmpty()) {
            ModelNotes.write(context, type, header);
        }
        header.appendTo(text, "");
        text.append("enum ").append(name.name()).append(" {\n");
        values.appendTo(text, "  ");
        if (!attributes.isEmpty()) {
            text.append('\n');
            attributes.appendTo(text, "  ");
        }
        return text.append("}\n").toString();
    }

    private void writeValue(EnumType type, Optional<EnumModel> previous, String databaseName, BlockText values) {
        String name = valueName(type.name(), databaseName);
        String map = context.mapped(context.enumName(type.name()), name, databaseName)
                .map(mapped -> "@map(" + Literals.text(mapped) + ")")
                .orElse("");
        Optional<EnumModel.Value> known = previous.flatMap(model -> model.values().stream()
                .filter(value -> value.databaseName().equals(databaseName))
                .findFirst());
        String enumName = context.enumName(type.name()).name();
        if (name.isEmpty()) {
            values.plain("// " + databaseName + " " + map);
            context.warnings()
                    .add(
                            PullWarnings.Group.ENUM_VALUE_WITHOUT_NAME,
                            "Enum: " + PullWarnings.quoted(enumName) + ", value: " + PullWarnings.quoted(databaseName));
            return;
        }
        known.flatMap(EnumModel.Value::documentation).ifPresent(values::documentation);
        values.row(name, map);
        if (known.isPresent() && !map.isEmpty()) {
            context.warnings()
                    .add(
                            PullWarnings.Group.MAPPED_ENUM_VALUE,
                            "Enum: " + PullWarnings.quoted(enumName) + ", value: " + PullWarnings.quoted(name));
        }
    }

    /** An enum of a column has a name in the database that no schema has to say. */
    private Optional<String> mapped(PulledName name, Optional<EnumModel> previous) {
        Optional<String> written = context.mapped(name);
        return previous.isPresent() && context.target().enumStorage() == EnumStorage.COLUMN_TYPE
                ? written.filter(
                        mapped -> !previous.get().name().equals(previous.get().databaseName()))
                : written;
    }

    private void warn(PulledName name, boolean keptMap) {
        if (keptMap) {
            context.warnings().add(PullWarnings.Group.MAPPED_ENUM, PullWarnings.quoted(name.name()));
        }
        if (name.reason() == PulledName.Reason.DUPLICATE) {
            context.warnings()
                    .add(
                            PullWarnings.Group.DUPLICATE_NAME,
                            "Type: \"enum\", name: " + PullWarnings.quoted(name.name()));
        }
    }
}
