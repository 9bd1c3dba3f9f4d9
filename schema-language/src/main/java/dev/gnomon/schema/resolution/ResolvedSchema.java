package dev.gnomon.schema.resolution;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everything that a schema says, each thing with its place in the text. Of things with one name the first counts. */
public final class ResolvedSchema {

    private final Optional<ResolvedDatasource> datasource;
    private final List<ResolvedGenerator> generators;
    private final List<ResolvedModel> models;
    private final List<ResolvedEnum> enums;
    private final List<ResolvedRelation> relations;
    private final List<ResolvedManyToMany> manyToManyRelations;
    private final Map<String, ResolvedModel> modelsByName = new HashMap<>();
    private final Map<String, ResolvedEnum> enumsByName = new HashMap<>();

    ResolvedSchema(
            Optional<ResolvedDatasource> datasource,
            List<ResolvedGenerator> generators,
            List<ResolvedModel> models,
            List<ResolvedEnum> enums,
            List<ResolvedRelation> relations,
            List<ResolvedManyToMany> manyToManyRelations) {
        this.datasource = datasource;
        this.generators = List.copyOf(generators);
        this.models = List.copyOf(models);
        this.enums = List.copyOf(enums);
        this.relations = List.copyOf(relations);
        this.manyToManyRelations = List.copyOf(manyToManyRelations);
        models.forEach(model -> modelsByName.putIfAbsent(model.name(), model));
        enums.forEach(definition -> enumsByName.putIfAbsent(definition.name(), definition));
    }

    public Optional<ResolvedDatasource> datasource() {
        return datasource;
    }

    public List<ResolvedGenerator> generators() {
        return generators;
    }

    /** Give the models and views. */
    public List<ResolvedModel> models() {
        return models;
    }

    public List<ResolvedEnum> enums() {
        return enums;
    }

    /** Give the relations with a foreign key, in the order in which they were found. */
    public List<ResolvedRelation> relations() {
        return relations;
    }

    /** Give the relations with a table of their own, in the order of their fields on model A. */
    public List<ResolvedManyToMany> manyToManyRelations() {
        return manyToManyRelations;
    }

    /** Find a model or view by its name. */
    public Optional<ResolvedModel> model(String name) {
        return Optional.ofNullable(modelsByName.get(name));
    }

    public Optional<ResolvedEnum> enumDefinition(String name) {
        return Optional.ofNullable(enumsByName.get(name));
    }

    /** Give the preview features of all generators. */
    public Set<String> previewFeatures() {
        Set<String> features = new LinkedHashSet<>();
        generators.forEach(generator -> features.addAll(generator.previewFeatures()));
        return features;
    }

    /** Tell whether the database keeps references whole, not the client. */
    public boolean usesForeignKeys() {
        return datasource.map(ResolvedDatasource::usesForeignKeys).orElse(true);
    }
}
