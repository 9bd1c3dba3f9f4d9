package dev.gnomon.schema.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A valid schema.
 *
 * @param datasource       the database it is for
 * @param previewFeatures  of all generators together
 * @param models           models and views in the order of the files and of the text
 * @param enums            in the order of the files and of the text
 * @param relations        one a pair of fields, or a field where the other side is missing; foreign
 *     keys in the order of their fields, many-to-many ones at their field A
 */
public record DataModel(
        Optional<Datasource> datasource,
        Set<String> previewFeatures,
        List<Model> models,
        List<EnumModel> enums,
        List<Relation> relations) {

    public DataModel {
        models = List.copyOf(models);
        enums = List.copyOf(enums);
        relations = List.copyOf(relations);
    }
}
