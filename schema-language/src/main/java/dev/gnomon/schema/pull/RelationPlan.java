package dev.gnomon.schema.pull;

import dev.gnomon.engine.dialect.SchemaFeature;
import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.ReferentialAction;
import dev.gnomon.engine.model.Table;
import dev.gnomon.schema.model.Model;
import dev.gnomon.schema.model.Relation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the relation fields of all models and their names. */
final class RelationPlan {

    private final PullContext context;
    private final PreviousRelations previous;
    private final RelationAmbiguity ambiguity;
    private final Map<ObjectName, List<PulledRelationField>> fields = new HashMap<>();
    private final Map<ObjectName, Set<String>> takenNames = new HashMap<>();

    RelationPlan(PullContext context) {
        this.context = context;
        this.previous = new PreviousRelations(context);
        Map<ObjectName, List<ForeignKey>> foreignKeys = new HashMap<>();
        context.tables().forEach(table -> foreignKeys.put(table.name(), relations(table)));
        this.ambiguity = RelationAmbiguity.of(context, foreignKeys);
        if (previous.standInForForeignKeys()) {
            previous.copied().forEach(this::add);
        } else {
            for (Table table : context.tables()) {
                foreignKeys.getOrDefault(table.name(), List.of()).forEach(key -> addInline(table, key));
            }
            context.joinTables().forEach(this::addManyToMany);
            previous.copiedOfViews().forEach(this::add);
        }
    }

    /** The relation fields of a table's or view's model, in the order in which they are written. */
    List<PulledRelationField> fieldsOf(ObjectName table) {
        return fields.getOrDefault(table, List.of());
    }

    /**
     * The foreign keys that become relations: of those over the same columns the first, and those that the
     * schema had by their names.
     */
    private List<ForeignKey> relations(Table table) {
        Set<List<Object>> seen = new HashSet<>();
        List<ForeignKey> relations = new ArrayList<>();
        for (ForeignKey key : table.foreignKeys()) {
            boolean isNew = seen.add(List.of(key.columns(), key.referencedTable(), key.referencedColumns()));
            if ((isNew || previous.isNamed(table, key)) && context.isShown(key.referencedTable())) {
                relations.add(key);
            }
        }
        return relations;
    }

    /** Names are given so that they differ, but for tables of one name in several namespaces. */
    private void add(PulledRelationField field) {
        Set<String> taken = takenNames.computeIfAbsent(field.owner(), context::fieldNames);
        fields.computeIfAbsent(field.owner(), owner -> new ArrayList<>())
                .add(field.withName(Names.free(field.name(), taken)));
    }

    private void addInline(Table table, ForeignKey key) {
        Optional<Relation.Inline> known = previous.inline(table, key);
        InlineNames names = known.flatMap(InlineNames::kept).orElseGet(() -> inlineNames(table, key));
        add(new PulledRelationField(
                table.name(),
                names.forward(),
                key.referencedTable(),
                isRequired(table, key) ? Arity.REQUIRED : Arity.NULLABLE,
                Optional.of(inlineArguments(table, key, names.relation())),
                false));
        add(new PulledRelationField(
                key.referencedTable(),
                names.back(),
                table.name(),
                isUnique(table, key) ? Arity.NULLABLE : Arity.LIST,
                names.relation().map(Literals::text),
                false));
    }

    /** The names of a relation and its two fields. */
    private record InlineNames(Optional<String> relation, String forward, String back) {

        static Optional<InlineNames> kept(Relation.Inline relation) {
            return relation.oppositeField()
                    .map(opposite -> new InlineNames(relation.name(), relation.field(), opposite));
        }
    }

    private InlineNames inlineNames(Table table, ForeignKey key) {
        String referencing = Names.sanitized(tableName(table.name()));
        String referenced = Names.sanitized(tableName(key.referencedTable()));
        boolean isSelfRelation = table.name().equals(key.referencedTable());
        if (ambiguity.isAmbiguous(table.name(), key.referencedTable())) {
            String relation = referencing + "_" + String.join("_", key.columns()) + "To" + referenced;
            String back = (isSelfRelation ? "other_" : "") + referencing + "_" + relation;
            return new InlineNames(
                    Optional.of(relation), Names.sanitized(referenced + "_" + relation), Names.sanitized(back));
        }
        return isSelfRelation
                ? new InlineNames(Optional.of(referencing + "To" + referenced), referenced, "other_" + referencing)
                : new InlineNames(Optional.empty(), referenced, referencing);
    }

    /** What relations call a table: as the database does, unless its model had to be given another name. */
    private String tableName(ObjectName table) {
        PulledName model = context.modelName(table);
        return model.reason() == PulledName.Reason.RESERVED ? model.name() : table.name();
    }

    private String inlineArguments(Table table, ForeignKey key, Optional<String> relation) {
        List<String> arguments = new ArrayList<>();
        relation.map(Literals::text).ifPresent(arguments::add);
        arguments.add("fields: " + fieldList(table.name(), key.columns()));
        arguments.add("references: " + fieldList(key.referencedTable(), key.referencedColumns()));
        if (key.onDelete() != context.traits().relations().defaultOnDelete(hasRequiredColumn(table, key))) {
            arguments.add("onDelete: " + PreviousRelations.action(key.onDelete()));
        }
        if (key.onUpdate() != ReferentialAction.CASCADE) {
            arguments.add("onUpdate: " + PreviousRelations.action(key.onUpdate()));
        }
        String usual = context.traits()
                .names()
                .constraintNames()
                .foreignKey(table.name().name(), key.columns());
        key.name()
                .filter(name -> context.target().supports(SchemaFeature.NAMED_FOREIGN_KEYS) && !name.equals(usual))
                .ifPresent(name -> arguments.add("map: " + Literals.text(name)));
        return String.join(", ", arguments);
    }

    private String fieldList(ObjectName table, List<String> columns) {
        return "[" + String.join(", ", context.fieldNames(table, columns)) + "]";
    }

    private static boolean isRequired(Table table, ForeignKey key) {
        return key.columns().stream()
                .allMatch(name -> table.column(name).map(Column::arity).orElse(Arity.REQUIRED) == Arity.REQUIRED);
    }

    private static boolean hasRequiredColumn(Table table, ForeignKey key) {
        return key.columns().stream()
                .anyMatch(name -> table.column(name).map(Column::arity).orElse(Arity.REQUIRED) == Arity.REQUIRED);
    }

    /**
     * Whether a key or unique index has exactly the columns of the foreign key: the schema language wants that of a relation
     * of one row to one. Something unique over only some of the columns does not count, and the relation is a list.
     */
    private static boolean isUnique(Table table, ForeignKey key) {
        Set<String> columns = Set.copyOf(key.columns());
        return table.primaryKey()
                        .filter(primaryKey -> columns.equals(Set.copyOf(primaryKey.columnNames())))
                        .isPresent()
                || table.indexes().stream()
                        .anyMatch(index -> index.isUnique()
                                && index.predicate().isEmpty()
                                && columns.equals(Set.copyOf(index.columnNames())));
    }

    private void addManyToMany(JoinTable join) {
        ObjectName first = join.first().referencedTable();
        ObjectName second = join.second().referencedTable();
        if (!context.isShown(first) || !context.isShown(second)) {
            return;
        }
        String firstModel = context.modelName(first).name();
        String secondModel = context.modelName(second).name();
        boolean ambiguous = ambiguity.isAmbiguous(first, second);
        boolean needsName =
                join.isSelfRelation() || ambiguous || !join.relation().equals(firstModel + "To" + secondModel);
        Optional<String> relation = needsName ? Optional.of(Literals.text(join.relation())) : Optional.empty();
        String suffix = ambiguous ? "_" + join.relation() : "";
        String firstField = Names.sanitized(tableName(second) + suffix) + (join.isSelfRelation() ? "_A" : "");
        String secondField = Names.sanitized(tableName(first) + suffix) + (join.isSelfRelation() ? "_B" : "");
        Optional<Relation.ManyToMany> known = join.isSelfRelation() ? Optional.empty() : previous.manyToMany(join);
        if (known.isPresent()) {
            boolean sameSide = context.previousModel(first)
                    .map(Model::name)
                    .equals(Optional.of(known.get().modelA()));
            firstField = sameSide ? known.get().fieldA() : known.get().fieldB();
            secondField = sameSide ? known.get().fieldB() : known.get().fieldA();
            // A relation that the schema knows already keeps its name, and gets it spelled out if it was implied.
            relation = Optional.of(Literals.text(known.get().name().orElse(join.relation())));
        }
        add(new PulledRelationField(first, firstField, second, Arity.LIST, relation, false));
        add(new PulledRelationField(second, secondField, first, Arity.LIST, relation, false));
    }
}
