package dev.gnomon.schema.pull;

import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.TypeFamily;
import dev.gnomon.engine.model.View;
import dev.gnomon.schema.model.IndexModel;
import dev.gnomon.schema.model.Model;
import dev.gnomon.schema.model.RelationField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes models and views. */
final class ModelWriter {

    private final PullContext context;
    private final FieldWriter fieldWriter;
    private final IndexWriter indexWriter;
    private final RelationPlan relations;
    private final Set<ObjectName> ignored = new HashSet<>();

    ModelWriter(PullContext context, FieldWriter fieldWriter, IndexWriter indexWriter, RelationPlan relations) {
        this.context = context;
        this.fieldWriter = fieldWriter;
        this.indexWriter = indexWriter;
        this.relations = relations;
        context.tables().stream().filter(table -> isIgnored(table)).forEach(table -> ignored.add(table.name()));
    }

    private boolean isIgnored(Table table) {
        return context.previousModel(table.name()).filter(Model::ignored).isPresent()
                || (!table.columns().isEmpty() && !hasIdentifier(table));
    }

    private static boolean hasIdentifier(Table table) {
        boolean hasKey = table.primaryKey()
                .filter(key -> key.columnNames().stream().allMatch(name -> identifies(table, name)))
                .isPresent();
        return hasKey
                || table.indexes().stream()
                        .anyMatch(index -> index.isUnique()
                                && index.predicate().isEmpty()
                                && index.columnNames().stream().allMatch(name -> identifies(table, name)));
    }

    private static boolean identifies(Table table, String column) {
        return table.column(column)
                .filter(found ->
                        found.arity() == Arity.REQUIRED && !(found.type().family() instanceof TypeFamily.Unsupported))
                .isPresent();
    }

    String write(Table table) {
        Optional<Model> previous = context.previousModel(table.name());
        PulledName name = context.modelName(table.name());
        BlockText header = new BlockText();
        previous.flatMap(Model::documentation).ifPresent(header::documentation);
        warnOfName(name, previous, "model", PullWarnings.Group.MAPPED_MODEL);
        if (table.columns().isEmpty()) {
            return withoutColumns(table, name, header);
        }
        addNotes(table, name, previous, header);
        BlockText fields = new BlockText();
        List<String> unnamed = new ArrayList<>();
        for (Column column : table.columns()) {
            List<String> keys = new ArrayList<>();
            indexWriter.fieldKey(table, column.name()).ifPresent(keys::add);
            indexWriter.fieldUnique(table, column.name()).ifPresent(keys::add);
            if (!fieldWriter.write(table.name(), column, keys, false, fields)) {
                unnamed.add(column.name());
            }
        }
        warnOfUnnamed("Model", name, unnamed);
        addRelations(table.name(), previous, fields);
        List<String> attributes = indexWriter.blockAttributes(table);
        addCommonAttributes(table.name(), name, ignored.contains(table.name()), attributes);
        return block("model", name, header, fields, attributes);
    }

    private String withoutColumns(Table table, PulledName name, BlockText header) {
        header.documentation(ModelNotes.NO_COLUMNS);
        context.warnings().add(PullWarnings.Group.MODEL_WITHOUT_COLUMNS, PullWarnings.quoted(name.name()));
        List<String> attributes = new ArrayList<>();
        addCommonAttributes(table.name(), name, false, attributes);
        StringBuilder text = new StringBuilder();
        header.appendTo(text, "");
        block("model", name, new BlockText(), new BlockText(), attributes)
                .lines()
                .forEach(line -> text.append(("// " + line).stripTrailing()).append('\n'));
        return text.toString();
    }

    private void addNotes(Table table, PulledName name, Optional<Model> previous, BlockText header) {
        boolean withoutIdentifier = ignored.contains(table.name());
        if (previous.isEmpty()) {
            if (name.reason() == PulledName.Reason.RESERVED) {
                header.documentation(ModelNotes.renamed("model", name));
            }
            if (withoutIdentifier) {
                context.warnings().add(PullWarnings.Group.MODEL_WITHOUT_IDENTIFIER, PullWarnings.quoted(name.name()));
            }
        }
        ModelNotes.write(context, table, previous, withoutIdentifier, header);
        UnsaidParts.warn(context, table);
    }

    String write(View view) {
        Optional<Model> previous = context.previousModel(view.name());
        PulledName name = context.modelName(view.name());
        BlockText header = new BlockText();
        previous.flatMap(Model::documentation).ifPresent(header::documentation);
        if (name.reason() == PulledName.Reason.RESERVED) {
            header.documentation(ModelNotes.renamed("view", name));
        }
        ModelNotes.write(context, view, previous, header);
        warnOfName(name, previous, "view", PullWarnings.Group.MAPPED_VIEW);
        BlockText fields = new BlockText();
        List<String> unnamed = new ArrayList<>();
        for (Column column : view.columns()) {
            List<String> keys = previous.flatMap(model -> context.previousField(view.name(), column.name())
                            .map(field -> FieldWriter.viewKeys(model, field)))
                    .orElse(List.of());
            if (!fieldWriter.write(view.name(), column, keys, true, fields)) {
                unnamed.add(column.name());
            }
        }
        warnOfUnnamed("View", name, unnamed);
        addRelations(view.name(), previous, fields);
        List<String> attributes = new ArrayList<>();
        previous.ifPresent(model -> addViewKeys(model, attributes));
        addCommonAttributes(view.name(), name, previous.filter(Model::ignored).isPresent(), attributes);
        return block("view", name, header, fields, attributes);
    }

    private static void addViewKeys(Model view, List<String> attributes) {
        view.primaryKey()
                .filter(key -> !key.onField())
                .ifPresent(key -> attributes.add("@@id("
                        + names(key.fields().stream()
                                .map(field -> field.field())
                                .toList())
                        + key.clientName()
                                .map(name -> ", name: " + Literals.text(name))
                                .orElse("") + ")"));
        for (IndexModel index : view.indexes()) {
            if (!index.onField()) {
                attributes.add("@@unique("
                        + names(index.fields().stream()
                                .map(field -> field.field())
                                .toList())
                        + index.clientName()
                                .map(name -> ", name: " + Literals.text(name))
                                .orElse("") + ")");
            }
        }
    }

    private static String names(List<String> fields) {
        return "[" + String.join(", ", fields) + "]";
    }

    private void addRelations(ObjectName owner, Optional<Model> previous, BlockText fields) {
        List<PulledRelationField> relationFields = relations.fieldsOf(owner);
        for (PulledRelationField field : relationFields) {
            List<String> attributes = new ArrayList<>();
            field.relation().ifPresent(arguments -> attributes.add("@relation(" + arguments + ")"));
            Optional<RelationField> known = previous.flatMap(model -> model.relationFields().stream()
                    .filter(candidate -> candidate.name().equals(field.name()))
                    .findFirst());
            boolean pointsToIgnored = ignored.contains(field.target()) && !ignored.contains(owner);
            if (pointsToIgnored || known.filter(RelationField::ignored).isPresent()) {
                attributes.add("@ignore");
            }
            known.flatMap(RelationField::documentation).ifPresent(fields::documentation);
            fields.row(
                    field.name(),
                    context.modelName(field.target()).name() + FieldWriter.arity(field.arity()),
                    String.join(" ", attributes));
        }
        if (relationFields.stream().anyMatch(PulledRelationField::copied)
                && context.previous()
                        .datasource()
                        .filter(datasource -> !datasource.usesForeignKeys())
                        .isPresent()) {
            context.warnings()
                    .add(
                            PullWarnings.Group.COPIED_RELATIONS,
                            PullWarnings.quoted(context.modelName(owner).name()));
        }
    }

    private void addCommonAttributes(ObjectName object, PulledName name, boolean isIgnored, List<String> attributes) {
        context.mapped(name).ifPresent(mapped -> attributes.add("@@map(" + Literals.text(mapped) + ")"));
        if (isIgnored) {
            attributes.add("@@ignore");
        }
        context.shownNamespace(object)
                .ifPresent(namespace -> attributes.add("@@schema(" + Literals.text(namespace) + ")"));
    }

    private void warnOfName(PulledName name, Optional<Model> previous, String what, PullWarnings.Group mapped) {
        if (previous.isPresent() && context.mapped(name).isPresent()) {
            context.warnings().add(mapped, PullWarnings.quoted(name.name()));
        }
        if (name.reason() == PulledName.Reason.DUPLICATE) {
            context.warnings()
                    .add(
                            PullWarnings.Group.DUPLICATE_NAME,
                            "Type: " + PullWarnings.quoted(what) + ", name: " + PullWarnings.quoted(name.name()));
        }
    }

    private void warnOfUnnamed(String what, PulledName name, List<String> columns) {
        if (!columns.isEmpty()) {
            context.warnings()
                    .add(
                            what.equals("View")
                                    ? PullWarnings.Group.FIELD_OF_VIEW_WITHOUT_NAME
                                    : PullWarnings.Group.FIELD_WITHOUT_NAME,
                            what + ": " + PullWarnings.quoted(name.name()) + ", field(s): "
                                    + columns.stream()
                                            .map(PullWarnings::quoted)
                                            .collect(Collectors.joining(", ", "[", "]")));
        }
    }

    private static String block(
            String keyword, PulledName name, BlockText header, BlockText fields, List<String> attributes) {
        StringBuilder text = new StringBuilder();
        header.appendTo(text, "");
        text.append(keyword).append(' ').append(name.name()).append(" {\n");
        BlockText trailing = attributes.isEmpty() ? new BlockText() : fields.splitTrailingComments();
        fields.appendTo(text, "  ");
        if (!attributes.isEmpty()) {
            text.append('\n');
            trailing.appendTo(text, "  ");
            attributes.forEach(attribute -> text.append("  ").append(attribute).append('\n'));
        }
        return text.append("}\n").toString();
    }
}
