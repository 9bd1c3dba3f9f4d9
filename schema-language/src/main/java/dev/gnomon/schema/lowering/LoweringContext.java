package dev.gnomon.schema.lowering;

import dev.gnomon.engine.dialect.ConstraintNames;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.SchemaTraits;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.schema.model.DataModel;
import dev.gnomon.schema.model.EnumModel;
import dev.gnomon.schema.model.IndexField;
import dev.gnomon.schema.model.Model;
import dev.gnomon.schema.model.ScalarField;
import dev.gnomon.schema.model.ScalarFieldType;
import dev.gnomon.schema.target.TargetDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What all parts of the lowering look up: the data model by name, and the dialect's rules. */
final class LoweringContext {

    private final DataModel dataModel;
    private final Dialect dialect;
    private final TargetDatabase target;
    private final SchemaTraits traits;
    private final ConstraintNames names;
    private final Optional<String> defaultNamespace;
    private final Map<String, Model> models = new HashMap<>();
    private final Map<String, EnumModel> enums = new HashMap<>();
    private final Map<String, Map<String, ScalarField>> fields = new HashMap<>();
    private final Map<String, ObjectName> lastColumnEnums = new HashMap<>();

    LoweringContext(DataModel dataModel, Dialect dialect, Optional<String> defaultNamespace) {
        this.dataModel = dataModel;
        this.dialect = dialect;
        this.target = TargetDatabase.of(dialect);
        this.traits = target.traits();
        this.names = traits.names().constraintNames();
        this.defaultNamespace = defaultNamespace.or(traits.names()::defaultNamespace);
        for (Model model : dataModel.models()) {
            models.put(model.name(), model);
            Map<String, ScalarField> byName = new HashMap<>();
            model.fields().forEach(field -> byName.put(field.name(), field));
            fields.put(model.name(), byName);
        }
        dataModel.enums().forEach(enumModel -> enums.put(enumModel.name(), enumModel));
        for (Model model : dataModel.models()) {
            for (ScalarField field : model.fields()) {
                if (field.type() instanceof ScalarFieldType.EnumName enumName) {
                    lastColumnEnums.put(enumName.name(), columnEnumName(model, field));
                }
            }
        }
    }

    DataModel dataModel() {
        return dataModel;
    }

    TargetDatabase target() {
        return target;
    }

    SchemaTraits traits() {
        return traits;
    }

    ConstraintNames names() {
        return names;
    }

    Optional<String> defaultNamespace() {
        return defaultNamespace;
    }

    boolean isDefaultNamespace(String namespace) {
        return defaultNamespace.isPresent() && defaultNamespace.get().equals(namespace);
    }

    String quote(String identifier) {
        return dialect.renderer().quote(identifier);
    }

    Model model(String name) {
        return found(models.get(name), "model", name);
    }

    EnumModel enumModel(String name) {
        return found(enums.get(name), "enum", name);
    }

    ScalarField field(Model model, String name) {
        return found(fields.getOrDefault(model.name(), Map.of()).get(name), "field of " + model.name(), name);
    }

    ObjectName tableName(Model model) {
        return objectName(model.namespace(), model.databaseName());
    }

    ObjectName enumName(EnumModel enumModel) {
        return objectName(enumModel.namespace(), enumModel.databaseName());
    }

    /** The enum of one column, where enums belong to columns. */
    ObjectName columnEnumName(Model model, ScalarField field) {
        return tableName(model).sibling(model.databaseName() + "_" + field.columnName());
    }

    /**
     * The enum that all columns of an enum refer to, where enums belong to columns: that of the last
     * one. All have the same values; the recorded engine's messages name this one.
     */
    ObjectName lastColumnEnum(String enumName) {
        return found(lastColumnEnums.get(enumName), "column of enum", enumName);
    }

    List<String> columnNames(Model model, List<String> fieldNames) {
        return fieldNames.stream().map(name -> field(model, name).columnName()).toList();
    }

    List<String> indexedColumns(Model model, List<IndexField> indexed) {
        return columnNames(model, indexed.stream().map(IndexField::field).toList());
    }

    private ObjectName objectName(Optional<String> namespace, String name) {
        return new ObjectName(namespace.filter(given -> !isDefaultNamespace(given)), name);
    }

    private static <T> T found(@Nullable T value, String what, String name) {
        if (value == null) {
            throw new IllegalArgumentException("the data model has no " + what + " named " + name);
        }
        return value;
    }
}
