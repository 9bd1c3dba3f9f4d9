package dev.gnomon.schema.lowering;

import dev.gnomon.engine.dialect.IndexAlgorithm;
import dev.gnomon.engine.dialect.OperatorClassDescriptor;
import dev.gnomon.engine.dialect.SchemaFeature;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.IndexColumn;
import dev.gnomon.engine.model.OperatorClass;
import dev.gnomon.engine.model.PrimaryKey;
import dev.gnomon.schema.model.IndexField;
import dev.gnomon.schema.model.IndexModel;
import dev.gnomon.schema.model.KeyModel;
import dev.gnomon.schema.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns keys and indexes of models into those of tables. */
final class IndexLowering {

    private final LoweringContext context;
    private final PredicateLowering predicates;

    IndexLowering(LoweringContext context) {
        this.context = context;
        this.predicates = new PredicateLowering(context);
    }

    Optional<PrimaryKey> primaryKey(Model model) {
        return model.primaryKey()
                .map(key -> new PrimaryKey(
                        keyName(model, key),
                        columns(model, key.fields(), Optional.empty()),
                        clustered(key.clustered(), true)));
    }

    List<Index> indexes(Model model) {
        List<Index> indexes = new ArrayList<>();
        for (IndexModel index : model.indexes()) {
            indexes.add(index(model, index));
        }
        return indexes;
    }

    private Index index(Model model, IndexModel index) {
        Optional<String> algorithm = index.algorithm().filter(name -> !isDefaultAlgorithm(name));
        return new Index(
                index.mappedName().orElseGet(() -> defaultName(model, index)),
                index.kind(),
                columns(model, index.fields(), algorithm),
                algorithm,
                index.where().map(where -> predicates.predicate(model, where)),
                clustered(index.clustered(), false),
                false);
    }

    private Optional<String> keyName(Model model, KeyModel key) {
        return context.target().supports(SchemaFeature.NAMED_PRIMARY_KEYS)
                ? key.mappedName().or(() -> Optional.of(context.names().primaryKey(model.databaseName())))
                : Optional.empty();
    }

    private String defaultName(Model model, IndexModel index) {
        List<String> columns = context.indexedColumns(model, index.fields());
        return switch (index.kind()) {
            case UNIQUE -> context.names().unique(model.databaseName(), columns);
            case NORMAL, FULLTEXT -> context.names().index(model.databaseName(), columns);
        };
    }

    private Optional<Boolean> clustered(Optional<Boolean> written, boolean otherwise) {
        return context.target().supports(SchemaFeature.CLUSTERING)
                ? Optional.of(written.orElse(otherwise))
                : Optional.empty();
    }

    private List<IndexColumn> columns(Model model, List<IndexField> fields, Optional<String> algorithm) {
        return fields.stream()
                .map(field -> new IndexColumn(
                        context.field(model, field.field()).columnName(),
                        field.sortOrder(),
                        field.length(),
                        field.operatorClass().map(name -> operatorClass(name, algorithm))))
                .toList();
    }

    private OperatorClass operatorClass(IndexField.OperatorClassName name, Optional<String> algorithm) {
        Optional<OperatorClassDescriptor> known = context.traits().indexes().operatorClasses().stream()
                .filter(candidate -> name.isRaw()
                        ? candidate.sql().equals(name.text())
                        : candidate.name().equals(name.text()))
                .findFirst();
        boolean isDefault = algorithm
                .flatMap(
                        method -> known.map(descriptor -> descriptor.defaultOf().contains(method)))
                .orElse(false);
        return new OperatorClass(known.map(OperatorClassDescriptor::sql).orElse(name.text()), isDefault);
    }

    private boolean isDefaultAlgorithm(String name) {
        return context.traits().indexes().algorithms().stream()
                .anyMatch((IndexAlgorithm algorithm) ->
                        algorithm.isDefault() && algorithm.name().equals(name));
    }
}
