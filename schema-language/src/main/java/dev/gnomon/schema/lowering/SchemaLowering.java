package dev.gnomon.schema.lowering;

import dev.gnomon.engine.dialect.Capability;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.EnumType;
import dev.gnomon.engine.model.Extension;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.Table;
import dev.gnomon.schema.model.DataModel;
import dev.gnomon.schema.model.Datasource;
import dev.gnomon.schema.model.EnumModel;
import dev.gnomon.schema.model.Model;
import dev.gnomon.schema.model.Relation;
import dev.gnomon.schema.model.ScalarField;
import dev.gnomon.schema.model.ScalarFieldType;
import dev.gnomon.schema.target.EnumStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns a data model into the structure that a database of one kind has for it.
 *
 * <p>Everything comes in the order of declaration: enums, tables with their columns, indexes and foreign
 * keys, and at last the tables of implicit many-to-many relations. Views are left out, because no
 * migration makes them.
 */
public final class SchemaLowering {

    private static final String EXTENSIONS_PREVIEW = "postgresqlExtensions";

    private final LoweringContext context;
    private final ColumnLowering columns;
    private final IndexLowering indexes;
    private final RelationLowering relations;

    private SchemaLowering(LoweringContext context) {
        this.context = context;
        this.columns = new ColumnLowering(context);
        this.indexes = new IndexLowering(context);
        this.relations = new RelationLowering(context);
    }

    /**
     * Lower a valid data model, in time linear in its size.
     *
     * @param defaultNamespace the namespace whose objects get names without one, as the URL chooses it;
     *     empty: the dialect's usual one
     */
    public static DatabaseSchema lower(DataModel dataModel, Dialect dialect, Optional<String> defaultNamespace) {
        return new SchemaLowering(new LoweringContext(dataModel, dialect, defaultNamespace)).lower();
    }

    private DatabaseSchema lower() {
        DataModel dataModel = context.dataModel();
        Map<String, List<ForeignKey>> foreignKeys = relations.foreignKeysByModel();
        List<Table> tables = new ArrayList<>();
        List<EnumType> columnEnums = new ArrayList<>();
        for (Model model : dataModel.models()) {
            if (!model.isView()) {
                tables.add(table(model, foreignKeys.getOrDefault(model.name(), List.of())));
                addColumnEnums(model, columnEnums);
            }
        }
        for (Relation relation : dataModel.relations()) {
            if (relation instanceof Relation.ManyToMany manyToMany) {
                tables.add(relations.joinTable(manyToMany, columns));
            }
        }
        return DatabaseSchema.builder()
                .defaultNamespace(context.defaultNamespace())
                .namespaces(namespaces())
                .enums(
                        switch (context.target().enumStorage()) {
                            case NAMED_TYPE ->
                                dataModel.enums().stream().map(this::namedEnum).toList();
                            case COLUMN_TYPE -> columnEnums;
                            case NONE, TEXT -> List.of();
                        })
                .tables(tables)
                .extensions(extensions())
                .build();
    }

    private List<String> namespaces() {
        return context.dataModel().datasource().stream()
                .flatMap(datasource -> datasource.namespaces().stream())
                .sorted()
                .toList();
    }

    private Table table(Model model, List<ForeignKey> foreignKeys) {
        List<Column> lowered = new ArrayList<>();
        for (ScalarField field : model.fields()) {
            lowered.add(columns.column(model, field));
        }
        return Table.of(
                context.tableName(model), lowered, indexes.primaryKey(model), indexes.indexes(model), foreignKeys);
    }

    private EnumType namedEnum(EnumModel enumModel) {
        return new EnumType(context.enumName(enumModel), values(enumModel));
    }

    private void addColumnEnums(Model model, List<EnumType> columnEnums) {
        if (context.target().enumStorage() != EnumStorage.COLUMN_TYPE) {
            return;
        }
        for (ScalarField field : model.fields()) {
            if (field.type() instanceof ScalarFieldType.EnumName enumName) {
                columnEnums.add(
                        new EnumType(context.columnEnumName(model, field), values(context.enumModel(enumName.name()))));
            }
        }
    }

    private static List<String> values(EnumModel enumModel) {
        return enumModel.values().stream().map(EnumModel.Value::databaseName).toList();
    }

    private List<Extension> extensions() {
        if (!context.target().can(Capability.EXTENSIONS)
                || !context.dataModel().previewFeatures().contains(EXTENSIONS_PREVIEW)) {
            return List.of();
        }
        return context.dataModel().datasource().stream()
                .flatMap(datasource -> datasource.extensions().stream())
                .map(SchemaLowering::extension)
                .toList();
    }

    /** Whether a server can move it is known of installed extensions only. */
    private static Extension extension(Datasource.ExtensionModel extension) {
        return new Extension(
                extension.databaseName().orElse(extension.name()), extension.namespace(), extension.version(), false);
    }
}
