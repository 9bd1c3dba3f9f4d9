package dev.gnomon.schema.lowering;

import dev.gnomon.engine.dialect.ConstraintNames;
import dev.gnomon.engine.dialect.SchemaFeature;
import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.IndexColumn;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.PrimaryKey;
import dev.gnomon.engine.model.ReferentialAction;
import dev.gnomon.engine.model.Table;
import dev.gnomon.schema.model.Datasource;
import dev.gnomon.schema.model.Model;
import dev.gnomon.schema.model.Relation;
import dev.gnomon.schema.model.ScalarField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns relations into foreign keys and the tables of implicit many-to-many relations. */
final class RelationLowering {

    private static final String COLUMN_A = "A";
    private static final String COLUMN_B = "B";

    private final LoweringContext context;
    private final boolean usesForeignKeys;

    RelationLowering(LoweringContext context) {
        this.context = context;
        this.usesForeignKeys = context.dataModel()
                .datasource()
                .map(Datasource::usesForeignKeys)
                .orElse(true);
    }

    Map<String, List<ForeignKey>> foreignKeysByModel() {
        Map<String, List<ForeignKey>> foreignKeys = new HashMap<>();
        if (!usesForeignKeys) {
            return foreignKeys;
        }
        for (Relation relation : context.dataModel().relations()) {
            if (relation instanceof Relation.Inline inline
                    && !context.model(inline.referencedModel()).isView()) {
                foreignKeys
                        .computeIfAbsent(inline.model(), model -> new ArrayList<>())
                        .add(foreignKey(inline));
            }
        }
        return foreignKeys;
    }

    private ForeignKey foreignKey(Relation.Inline relation) {
        Model model = context.model(relation.model());
        Model referenced = context.model(relation.referencedModel());
        List<String> columns = context.columnNames(model, relation.fields());
        boolean required = relation.fields().stream()
                .anyMatch(field -> context.field(model, field).arity() == Arity.REQUIRED);
        return new ForeignKey(
                relation.mappedName().or(() -> Optional.of(context.names().foreignKey(model.databaseName(), columns))),
                columns,
                context.tableName(referenced),
                context.columnNames(referenced, relation.references()),
                relation.onDelete().orElseGet(() -> context.traits().relations().defaultOnDelete(required)),
                relation.onUpdate().orElse(ReferentialAction.CASCADE));
    }

    Table joinTable(Relation.ManyToMany relation, ColumnLowering columns) {
        Model modelA = context.model(relation.modelA());
        Model modelB = context.model(relation.modelB());
        ConstraintNames names = context.names();
        ObjectName table = context.tableName(modelA).sibling(names.joinTable(relation.effectiveName()));
        List<Index> indexes = new ArrayList<>();
        Optional<PrimaryKey> primaryKey = switch (context.traits().relations().joinTableKey()) {
            case PRIMARY_KEY ->
                Optional.of(new PrimaryKey(
                        Optional.of(names.joinTablePrimaryKey(table.name())),
                        List.of(IndexColumn.of(COLUMN_A), IndexColumn.of(COLUMN_B)),
                        clustered(true)));
            case UNIQUE_INDEX -> {
                indexes.add(index(names.joinTableUnique(table.name()), Index.Kind.UNIQUE, COLUMN_A, COLUMN_B));
                yield Optional.empty();
            }
        };
        indexes.add(index(names.joinTableIndex(table.name()), Index.Kind.NORMAL, COLUMN_B));
        return Table.of(
                table,
                List.of(joinColumn(COLUMN_A, modelA, columns), joinColumn(COLUMN_B, modelB, columns)),
                primaryKey,
                indexes,
                joinForeignKeys(relation, table, modelA, modelB));
    }

    private List<ForeignKey> joinForeignKeys(
            Relation.ManyToMany relation, ObjectName table, Model modelA, Model modelB) {
        if (!usesForeignKeys) {
            return List.of();
        }
        boolean cyclic = relation.modelA().equals(relation.modelB());
        ReferentialAction action = cyclic && !context.target().supports(SchemaFeature.CYCLIC_REFERENTIAL_ACTIONS)
                ? ReferentialAction.NO_ACTION
                : ReferentialAction.CASCADE;
        return List.of(
                joinForeignKey(table, COLUMN_A, modelA, action), joinForeignKey(table, COLUMN_B, modelB, action));
    }

    private ForeignKey joinForeignKey(ObjectName table, String column, Model model, ReferentialAction action) {
        return new ForeignKey(
                Optional.of(context.names().joinTableForeignKey(table.name(), column)),
                List.of(column),
                context.tableName(model),
                List.of(keyField(model).columnName()),
                action,
                action);
    }

    private Column joinColumn(String name, Model model, ColumnLowering columns) {
        return Column.of(name, columns.type(model, keyField(model)).withArity(Arity.REQUIRED));
    }

    /** The single field that a many-to-many relation refers to: validation saw to it that there is one. */
    private ScalarField keyField(Model model) {
        return model.primaryKey()
                .map(key -> context.field(model, key.fields().getFirst().field()))
                .orElseThrow(() -> new IllegalArgumentException(
                        "model " + model.name() + " is part of a many-to-many relation and has no id"));
    }

    private Index index(String name, Index.Kind kind, String... columns) {
        Index plain = Index.of(name, kind, columns);
        return new Index(
                plain.name(),
                plain.kind(),
                plain.columns(),
                plain.algorithm(),
                plain.predicate(),
                clustered(false),
                plain.constraint());
    }

    private Optional<Boolean> clustered(boolean value) {
        return context.target().supports(SchemaFeature.CLUSTERING) ? Optional.of(value) : Optional.empty();
    }
}
