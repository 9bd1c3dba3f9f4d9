package dev.gnomon.schema.pull;

import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.ReferentialAction;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.View;
import dev.gnomon.schema.model.Model;
import dev.gnomon.schema.model.Relation;
import dev.gnomon.schema.model.RelationField;
import dev.gnomon.schema.model.ScalarField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The relations of the previous schema, found by what they are in the database. */
final class PreviousRelations {

    private final PullContext context;
    private final Map<String, ObjectName> tablesByModel = new HashMap<>();
    private final Map<String, Model> models = new HashMap<>();
    private final Map<String, List<Relation.Inline>> inlineByModel = new HashMap<>();
    private final Map<String, Relation.ManyToMany> manyToManyByTable = new HashMap<>();

    PreviousRelations(PullContext context) {
        this.context = context;
        context.tables().forEach(table -> remember(table.name()));
        context.shownViews().stream().map(View::name).forEach(this::remember);
        for (Relation relation : context.previous().relations()) {
            switch (relation) {
                case Relation.Inline inline ->
                    inlineByModel
                            .computeIfAbsent(inline.model(), model -> new ArrayList<>())
                            .add(inline);
                case Relation.ManyToMany manyToMany ->
                    manyToManyByTable.putIfAbsent(
                            context.traits().names().constraintNames().joinTable(manyToMany.effectiveName()),
                            manyToMany);
            }
        }
    }

    private void remember(ObjectName table) {
        context.previousModel(table).ifPresent(model -> {
            tablesByModel.put(model.name(), table);
            models.put(model.name(), model);
        });
    }

    /** Whether the schema says that the client takes the place of foreign keys. */
    boolean standInForForeignKeys() {
        return context.previous()
                .datasource()
                .filter(datasource -> !datasource.usesForeignKeys())
                .isPresent();
    }

    /** The relation over the same columns; of several, the one with the name of the foreign key. */
    Optional<Relation.Inline> inline(Table table, ForeignKey key) {
        List<Relation.Inline> candidates = overSameColumns(table, key);
        return candidates.stream()
                .filter(relation -> name(table, key, relation).equals(key.name()))
                .findFirst()
                .or(() -> candidates.stream().findFirst());
    }

    /** Whether the schema had a relation over the same columns with the name of the foreign key. */
    boolean isNamed(Table table, ForeignKey key) {
        return overSameColumns(table, key).stream()
                .anyMatch(relation -> name(table, key, relation).equals(key.name()));
    }

    private Optional<String> name(Table table, ForeignKey key, Relation.Inline relation) {
        return relation.mappedName()
                .or(() -> Optional.of(context.traits()
                        .names()
                        .constraintNames()
                        .foreignKey(table.name().name(), key.columns())));
    }

    private List<Relation.Inline> overSameColumns(Table table, ForeignKey key) {
        Optional<Model> model = context.previousModel(table.name());
        Optional<Model> referenced = context.previousModel(key.referencedTable());
        if (model.isEmpty() || referenced.isEmpty()) {
            return List.of();
        }
        return inlineByModel.getOrDefault(model.get().name(), List.of()).stream()
                .filter(relation -> relation.referencedModel()
                                .equals(referenced.get().name())
                        && columns(model.get(), relation.fields()).equals(key.columns())
                        && columns(referenced.get(), relation.references()).equals(key.referencedColumns()))
                .toList();
    }

    Optional<Relation.ManyToMany> manyToMany(JoinTable join) {
        return Optional.ofNullable(manyToManyByTable.get(join.table().name().name()))
                .filter(relation ->
                        tablesByModel.containsKey(relation.modelA()) && tablesByModel.containsKey(relation.modelB()));
    }

    private static List<String> columns(Model model, List<String> fields) {
        return fields.stream()
                .map(name -> model.field(name).map(ScalarField::columnName).orElse(name))
                .toList();
    }

    /** All relations of models that the database still has. */
    List<PulledRelationField> copied() {
        return copied(relation -> true);
    }

    /** The relations that one side of is a view: no database has foreign keys for them. */
    List<PulledRelationField> copiedOfViews() {
        return copied(PreviousRelations.this::touchesView);
    }

    private boolean touchesView(Relation relation) {
        return switch (relation) {
            case Relation.Inline inline -> isView(inline.model()) || isView(inline.referencedModel());
            case Relation.ManyToMany manyToMany -> isView(manyToMany.modelA()) || isView(manyToMany.modelB());
        };
    }

    private boolean isView(String model) {
        Model known = models.get(model);
        return known != null && known.isView();
    }

    private List<PulledRelationField> copied(java.util.function.Predicate<Relation> wanted) {
        List<PulledRelationField> fields = new ArrayList<>();
        for (Relation relation : context.previous().relations()) {
            if (!wanted.test(relation)) {
                continue;
            }
            switch (relation) {
                case Relation.Inline inline -> copyInline(inline, fields);
                case Relation.ManyToMany manyToMany -> copyManyToMany(manyToMany, fields);
            }
        }
        return fields;
    }

    private void copyInline(Relation.Inline relation, List<PulledRelationField> fields) {
        ObjectName table = tablesByModel.get(relation.model());
        ObjectName referenced = tablesByModel.get(relation.referencedModel());
        if (table == null || referenced == null || relation.oppositeField().isEmpty()) {
            return;
        }
        fields.add(new PulledRelationField(
                table,
                relation.field(),
                referenced,
                arity(relation.model(), relation.field()),
                Optional.of(arguments(relation)),
                true));
        fields.add(new PulledRelationField(
                referenced,
                relation.oppositeField().get(),
                table,
                arity(relation.referencedModel(), relation.oppositeField().get()),
                relation.name().map(Literals::text),
                true));
    }

    private void copyManyToMany(Relation.ManyToMany relation, List<PulledRelationField> fields) {
        ObjectName first = tablesByModel.get(relation.modelA());
        ObjectName second = tablesByModel.get(relation.modelB());
        if (first == null || second == null) {
            return;
        }
        Optional<String> name = relation.name().map(Literals::text);
        fields.add(new PulledRelationField(first, relation.fieldA(), second, Arity.LIST, name, true));
        fields.add(new PulledRelationField(second, relation.fieldB(), first, Arity.LIST, name, true));
    }

    private Arity arity(String model, String field) {
        Model known = models.get(model);
        if (known == null) {
            return Arity.NULLABLE;
        }
        return known.relationFields().stream()
                .filter(candidate -> candidate.name().equals(field))
                .map(RelationField::arity)
                .findFirst()
                .orElse(Arity.NULLABLE);
    }

    private static String arguments(Relation.Inline relation) {
        List<String> arguments = new ArrayList<>();
        relation.name().map(Literals::text).ifPresent(arguments::add);
        arguments.add("fields: [" + String.join(", ", relation.fields()) + "]");
        arguments.add("references: [" + String.join(", ", relation.references()) + "]");
        relation.onDelete().ifPresent(action -> arguments.add("onDelete: " + action(action)));
        relation.onUpdate().ifPresent(action -> arguments.add("onUpdate: " + action(action)));
        relation.mappedName().ifPresent(name -> arguments.add("map: " + Literals.text(name)));
        return String.join(", ", arguments);
    }

    /** An action in the words of the schema language. */
    static String action(ReferentialAction action) {
        return switch (action) {
            case NO_ACTION -> "NoAction";
            case RESTRICT -> "Restrict";
            case CASCADE -> "Cascade";
            case SET_NULL -> "SetNull";
            case SET_DEFAULT -> "SetDefault";
        };
    }
}
