package dev.gnomon.schema.resolution;

import dev.gnomon.schema.model.ConnectionSettings;
import dev.gnomon.schema.model.DataModel;
import dev.gnomon.schema.model.Datasource;
import dev.gnomon.schema.model.EnumModel;
import dev.gnomon.schema.model.IndexModel;
import dev.gnomon.schema.model.KeyModel;
import dev.gnomon.schema.model.Model;
import dev.gnomon.schema.model.Relation;
import dev.gnomon.schema.model.RelationField;
import dev.gnomon.schema.model.ScalarField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what a resolved schema means, without its places in the text. */
public final class DataModelMaker {

    private DataModelMaker() {}

    /** Make the data model; of a schema with errors, as far as it can be understood. */
    public static DataModel make(ResolvedSchema schema) {
        return new DataModel(
                schema.datasource().map(DataModelMaker::datasource),
                schema.previewFeatures(),
                schema.models().stream().map(DataModelMaker::model).toList(),
                schema.enums().stream().map(DataModelMaker::enumModel).toList(),
                relations(schema));
    }

    /** Say where the datasource's databases are. */
    public static ConnectionSettings connections(ResolvedSchema schema) {
        return schema.datasource()
                .map(datasource -> new ConnectionSettings(
                        datasource.url(), datasource.directUrl(), datasource.shadowDatabaseUrl()))
                .orElseGet(ConnectionSettings::none);
    }

    private static Datasource datasource(ResolvedDatasource datasource) {
        return new Datasource(
                datasource.name(),
                datasource.provider(),
                datasource.usesForeignKeys(),
                datasource.namespaceNames(),
                datasource.extensions().stream()
                        .map(extension -> new Datasource.ExtensionModel(
                                extension.name(), extension.databaseName(), extension.namespace(), extension.version()))
                        .toList());
    }

    private static Model model(ResolvedModel model) {
        return new Model(
                model.name(),
                model.isView(),
                model.databaseName(),
                model.namespace().map(NamespaceReference::name),
                model.scalarFields().stream().map(DataModelMaker::scalarField).toList(),
                model.relationFields().stream()
                        .map(DataModelMaker::relationField)
                        .toList(),
                model.primaryKey().filter(key -> !key.fields().isEmpty()).map(DataModelMaker::key),
                model.indexes().stream()
                        .filter(index -> !index.fields().isEmpty())
                        .map(DataModelMaker::index)
                        .toList(),
                model.ignored(),
                model.syntax().documentation());
    }

    private static ScalarField scalarField(ResolvedScalarField field) {
        return new ScalarField(
                field.name(),
                field.databaseName(),
                field.type(),
                field.arity(),
                field.nativeType().map(NativeTypeUse::type),
                field.defaultValue().map(ResolvedDefault::value),
                field.defaultValue().flatMap(ResolvedDefault::constraintName),
                field.updatedAt(),
                field.ignored(),
                field.syntax().documentation());
    }

    private static RelationField relationField(ResolvedRelationField field) {
        return new RelationField(
                field.name(),
                field.relatedModel(),
                field.arity(),
                field.ignored(),
                field.syntax().documentation());
    }

    private static KeyModel key(ResolvedKey key) {
        return new KeyModel(key.fields(), key.clientName(), key.mappedName(), key.clustered(), key.onField());
    }

    private static IndexModel index(ResolvedIndex index) {
        return new IndexModel(
                index.kind(),
                index.fields(),
                index.clientName(),
                index.mappedName(),
                index.algorithm(),
                index.clustered(),
                index.predicate(),
                index.onField());
    }

    private static EnumModel enumModel(ResolvedEnum definition) {
        return new EnumModel(
                definition.name(),
                definition.databaseName(),
                definition.namespace().map(NamespaceReference::name),
                definition.values().stream()
                        .map(value -> new EnumModel.Value(
                                value.name(),
                                value.databaseName(),
                                value.syntax().documentation()))
                        .toList(),
                definition.syntax().documentation());
    }

    private static List<Relation> relations(ResolvedSchema schema) {
        Map<String, ResolvedRelation> inline = new HashMap<>();
        for (ResolvedRelation relation : schema.relations()) {
            relation.forwardField().ifPresent(field -> inline.put(relation.referencing() + "." + field, relation));
        }
        Map<String, ResolvedManyToMany> manyToMany = new HashMap<>();
        for (ResolvedManyToMany relation : schema.manyToManyRelations()) {
            manyToMany.put(relation.modelA() + "." + relation.fieldA(), relation);
        }
        List<Relation> relations = new ArrayList<>();
        for (ResolvedModel model : schema.models()) {
            for (ResolvedRelationField field : model.relationFields()) {
                String place = model.name() + "." + field.name();
                Optional.ofNullable(inline.get(place))
                        .flatMap(relation -> inline(relation, field))
                        .ifPresent(relations::add);
                Optional.ofNullable(manyToMany.get(place))
                        .map(relation -> new Relation.ManyToMany(
                                relation.relationName(),
                                relation.modelA(),
                                relation.fieldA(),
                                relation.modelB(),
                                relation.fieldB()))
                        .ifPresent(relations::add);
            }
        }
        return relations;
    }

    private static Optional<Relation> inline(ResolvedRelation relation, ResolvedRelationField field) {
        List<String> fields = field.fields().orElse(List.of());
        List<String> references = field.references().orElse(List.of());
        if (fields.isEmpty() || fields.size() != references.size()) {
            return Optional.empty();
        }
        return Optional.of(new Relation.Inline(
                relation.relationName(),
                relation.referencing(),
                field.name(),
                fields,
                relation.referenced(),
                references,
                relation.backField(),
                field.mappedName(),
                field.onDelete().map(ResolvedRelationField.ActionUse::action),
                field.onUpdate().map(ResolvedRelationField.ActionUse::action)));
    }
}
