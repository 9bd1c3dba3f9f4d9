package dev.gnomon.schema.pull;

import dev.gnomon.engine.dialect.OperatorClassDescriptor;
import dev.gnomon.engine.dialect.SchemaFeature;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.IndexColumn;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.PrimaryKey;
import dev.gnomon.engine.model.SortOrder;
import dev.gnomon.engine.model.Table;
import dev.gnomon.schema.model.IndexModel;
import dev.gnomon.schema.model.KeyModel;
import dev.gnomon.schema.model.Model;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the keys and indexes of a table, as attributes of fields or of the model. */
final class IndexWriter {

    private final PullContext context;

    IndexWriter(PullContext context) {
        this.context = context;
    }

    /** {@code @id}, where the key is this column alone. */
    Optional<String> fieldKey(Table table, String column) {
        return table.primaryKey()
                .filter(key -> key.columnNames().equals(List.of(column)))
                .map(key -> "@id"
                        + arguments(fieldArguments(key.columns().getFirst(), keyMap(table, key), keyClustering(key))));
    }

    /** {@code @unique}, for the first unique index over this column alone. */
    Optional<String> fieldUnique(Table table, String column) {
        return table.indexes().stream()
                .filter(index -> isFieldUnique(index) && index.columnNames().equals(List.of(column)))
                .findFirst()
                .map(index -> {
                    List<String> arguments =
                            fieldArguments(index.columns().getFirst(), indexMap(table, index), indexClustering(index));
                    predicate(index).ifPresent(arguments::add);
                    return "@unique" + arguments(arguments);
                });
    }

    private static boolean isFieldUnique(Index index) {
        return index.isUnique() && index.columns().size() == 1;
    }

    /** The attributes of the model: its key over several columns, then unique constraints, then indexes. */
    List<String> blockAttributes(Table table) {
        List<String> attributes = new ArrayList<>();
        table.primaryKey()
                .filter(key -> key.columns().size() > 1)
                .map(key -> blockKey(table, key))
                .ifPresent(attributes::add);
        List<Index> indexes = inPreviousOrder(table).stream()
                .filter(index -> !isFieldUnique(index))
                .sorted(Comparator.comparingInt(index -> place(index.kind())))
                .toList();
        indexes.forEach(index -> attributes.add(blockIndex(table, index)));
        return attributes;
    }

    private static int place(Index.Kind kind) {
        return switch (kind) {
            case UNIQUE -> 0;
            case NORMAL -> 1;
            case FULLTEXT -> 2;
        };
    }

    private List<Index> inPreviousOrder(Table table) {
        Map<String, Integer> positions = new HashMap<>();
        context.previousModel(table.name())
                .ifPresent(model ->
                        model.indexes().forEach(index -> positions.put(previousName(model, index), positions.size())));
        return table.indexes().stream()
                .sorted(Comparator.comparing(index -> positions.getOrDefault(index.name(), Integer.MAX_VALUE)))
                .toList();
    }

    private String previousName(Model model, IndexModel index) {
        return index.mappedName().orElseGet(() -> {
            List<String> columns = index.fields().stream()
                    .map(field -> model.field(field.field())
                            .map(scalar -> scalar.columnName())
                            .orElse(field.field()))
                    .toList();
            return index.kind() == Index.Kind.UNIQUE
                    ? context.traits().names().constraintNames().unique(model.databaseName(), columns)
                    : context.traits().names().constraintNames().index(model.databaseName(), columns);
        });
    }

    private String blockKey(Table table, PrimaryKey key) {
        List<String> arguments = new ArrayList<>();
        arguments.add(fields(table.name(), key.columns()));
        context.previousModel(table.name())
                .flatMap(Model::primaryKey)
                .flatMap(KeyModel::clientName)
                .ifPresent(name -> {
                    arguments.add("name: " + Literals.text(name));
                    context.warnings()
                            .add(
                                    PullWarnings.Group.CUSTOM_ID_NAME,
                                    PullWarnings.quoted(
                                            context.modelName(table.name()).name()));
                });
        keyMap(table, key).ifPresent(arguments::add);
        keyClustering(key).ifPresent(arguments::add);
        return "@@id" + arguments(arguments);
    }

    String blockIndex(Table table, Index index) {
        List<String> arguments = new ArrayList<>();
        arguments.add(fields(table.name(), index.columns()));
        if (index.isUnique()) {
            previousIndex(table, index)
                    .flatMap(IndexModel::clientName)
                    .ifPresent(name -> arguments.add("name: " + Literals.text(name)));
        }
        indexMap(table, index).ifPresent(arguments::add);
        index.algorithm().ifPresent(algorithm -> arguments.add("type: " + algorithm));
        indexClustering(index).ifPresent(arguments::add);
        predicate(index).ifPresent(arguments::add);
        String name = switch (index.kind()) {
            case UNIQUE -> "@@unique";
            case NORMAL -> "@@index";
            case FULLTEXT -> "@@fulltext";
        };
        return name + arguments(arguments);
    }

    private Optional<IndexModel> previousIndex(Table table, Index index) {
        return context.previousModel(table.name())
                .flatMap(model -> model.indexes().stream()
                        .filter(candidate -> previousName(model, candidate).equals(index.name()))
                        .findFirst());
    }

    private String fields(ObjectName table, List<IndexColumn> columns) {
        return columns.stream()
                .map(column -> context.fieldName(table, column.column()) + arguments(columnArguments(column)))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private List<String> columnArguments(IndexColumn column) {
        List<String> arguments = new ArrayList<>();
        column.length().ifPresent(length -> arguments.add("length: " + length));
        if (column.effectiveSortOrder() == SortOrder.DESCENDING) {
            arguments.add("sort: Desc");
        }
        column.operatorClass()
                .filter(operatorClass -> !operatorClass.isDefault())
                .ifPresent(operatorClass -> arguments.add("ops: " + operatorClassName(operatorClass.sql())));
        return arguments;
    }

    private String operatorClassName(String sql) {
        return context.traits().indexes().operatorClasses().stream()
                .filter(known -> known.sql().equals(sql))
                .map(OperatorClassDescriptor::name)
                .findFirst()
                .orElseGet(() -> "raw(" + Literals.text(sql) + ")");
    }

    private static List<String> fieldArguments(IndexColumn column, Optional<String> map, Optional<String> clustering) {
        List<String> arguments = new ArrayList<>();
        map.ifPresent(arguments::add);
        column.length().ifPresent(length -> arguments.add("length: " + length));
        if (column.effectiveSortOrder() == SortOrder.DESCENDING) {
            arguments.add("sort: Desc");
        }
        clustering.ifPresent(arguments::add);
        return arguments;
    }

    private Optional<String> keyMap(Table table, PrimaryKey key) {
        String usual = context.traits()
                .names()
                .constraintNames()
                .primaryKey(table.name().name());
        return key.name()
                .filter(name -> context.target().supports(SchemaFeature.NAMED_PRIMARY_KEYS) && !name.equals(usual))
                .map(name -> "map: " + Literals.text(name));
    }

    private Optional<String> indexMap(Table table, Index index) {
        String tableName = table.name().name();
        String usual = index.isUnique()
                ? context.traits().names().constraintNames().unique(tableName, index.columnNames())
                : context.traits().names().constraintNames().index(tableName, index.columnNames());
        return index.name().equals(usual) ? Optional.empty() : Optional.of("map: " + Literals.text(index.name()));
    }

    private static Optional<String> keyClustering(PrimaryKey key) {
        return key.clustered().filter(clustered -> !clustered).map(clustered -> "clustered: false");
    }

    private static Optional<String> indexClustering(Index index) {
        return index.clustered().filter(clustered -> clustered).map(clustered -> "clustered: true");
    }

    private static Optional<String> predicate(Index index) {
        return index.predicate().map(sql -> "where: raw(" + Literals.text(sql) + ")");
    }

    private static String arguments(List<String> arguments) {
        return arguments.isEmpty() ? "" : "(" + String.join(", ", arguments) + ")";
    }
}
