package dev.gnomon.schema.pull;

import dev.gnomon.engine.dialect.SchemaTraits;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.EnumType;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.TypeFamily;
import dev.gnomon.engine.model.UnmodelledFeature;
import dev.gnomon.engine.model.View;
import dev.gnomon.schema.model.DataModel;
import dev.gnomon.schema.model.EnumModel;
import dev.gnomon.schema.model.Model;
import dev.gnomon.schema.model.Relation;
import dev.gnomon.schema.model.ReservedNames;
import dev.gnomon.schema.model.ScalarField;
import dev.gnomon.schema.model.ScalarFieldType;
import dev.gnomon.schema.syntax.ConfigBlock;
import dev.gnomon.schema.syntax.SchemaDocument;
import dev.gnomon.schema.target.EnumStorage;
import dev.gnomon.schema.target.TargetDatabase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What all parts of a pull look up: the database, the previous data model, and what everything is called. */
final class PullContext {

    private static final String VIEWS_PREVIEW = "views";

    private final DatabaseSchema database;
    private final TargetDatabase target;
    private final SchemaTraits traits;
    private final DataModel previous;
    private final String nativeTypePrefix;
    private final boolean showsNamespaces;
    private final boolean showsViews;
    private final Map<ObjectName, Model> previousModels = new HashMap<>();
    private final Map<ObjectName, EnumModel> previousEnums = new HashMap<>();
    private final Map<String, Integer> positions = new HashMap<>();
    private final Set<String> takenNames = new HashSet<>();
    private final Map<String, Integer> nameCounts = new HashMap<>();
    private final List<EnumType> shownEnums;
    private final List<Table> tables = new ArrayList<>();
    private final List<JoinTable> joinTables = new ArrayList<>();
    private final Map<ObjectName, Map<String, String>> fieldNames = new HashMap<>();
    private final Map<ObjectName, PulledName> modelNames = new HashMap<>();
    private final Map<ObjectName, PulledName> enumNames = new HashMap<>();
    private final Map<ObjectName, EnumType> enumTypes = new HashMap<>();
    private final WrittenMaps writtenMaps;
    private final Map<ObjectName, List<Index>> leftOut = new HashMap<>();
    private final PullWarnings warnings = new PullWarnings();

    PullContext(PullRequest request) {
        this.database = request.database();
        this.target = TargetDatabase.of(request.dialect());
        this.traits = target.traits();
        this.previous = request.previous();
        this.nativeTypePrefix =
                previous.datasource().map(datasource -> datasource.name()).orElse("db");
        this.showsNamespaces = previous.datasource()
                .filter(datasource -> !datasource.namespaces().isEmpty())
                .isPresent();
        this.showsViews = previous.previewFeatures().contains(VIEWS_PREVIEW);
        this.writtenMaps = request.force() ? WrittenMaps.none() : WrittenMaps.of(request.document());
        if (!request.force()) {
            rememberPrevious();
        }
        Set<String> knownJoinTables = request.force() ? Set.of() : previousJoinTables();
        boolean partialIndexes = hasGenerator(request.document());
        for (Table found : database.tables()) {
            Table table = partialIndexes ? found : withoutPartialIndexes(found);
            JoinTable.of(table, knownJoinTables.contains(table.name().name()))
                    .ifPresentOrElse(joinTables::add, () -> tables.add(table));
        }
        shownEnums = enums();
        shownEnums.forEach(type -> enumTypes.put(type.name(), type));
        nameEverything();
        tables.forEach(table -> fieldNames.put(table.name(), fieldNames(table.name(), table.columns())));
        shownViews().forEach(view -> fieldNames.put(view.name(), fieldNames(view.name(), view.columns())));
    }

    /** Partial indexes are a preview feature, and only a generator can name one. */
    private static boolean hasGenerator(SchemaDocument document) {
        return document.blocks().stream()
                .anyMatch(block -> block instanceof ConfigBlock config && config.kind() == ConfigBlock.Kind.GENERATOR);
    }

    private Table withoutPartialIndexes(Table table) {
        List<Index> partial = table.indexes().stream()
                .filter(index -> index.predicate().isPresent())
                .toList();
        if (partial.isEmpty()) {
            return table;
        }
        leftOut.put(table.name(), partial);
        return table.withIndexes(table.indexes().stream()
                .filter(index -> index.predicate().isEmpty())
                .toList());
    }

    /** The partial indexes of a table that no valid schema could have. */
    List<Index> leftOut(Table table) {
        return leftOut.getOrDefault(table.name(), List.of());
    }

    /** Whether the database computes a column from others. */
    boolean isGenerated(ObjectName table, String column) {
        return database.table(table).stream()
                .flatMap(found -> found.unmodelled().stream())
                .anyMatch(feature -> feature.kind() == UnmodelledFeature.Kind.GENERATED_COLUMN
                        && feature.column().equals(Optional.of(column)));
    }

    private void rememberPrevious() {
        for (Model model : previous.models()) {
            previousModels.put(databaseName(model.namespace(), model.databaseName()), model);
            positions.put(model.name(), positions.size());
        }
        Map<String, EnumModel> enumsByName = new HashMap<>();
        for (EnumModel enumModel : previous.enums()) {
            enumsByName.put(enumModel.name(), enumModel);
            positions.put(enumModel.name(), positions.size());
            if (target.enumStorage() == EnumStorage.NAMED_TYPE) {
                previousEnums.put(databaseName(enumModel.namespace(), enumModel.databaseName()), enumModel);
            }
        }
        if (target.enumStorage() == EnumStorage.COLUMN_TYPE) {
            rememberColumnEnums(enumsByName);
        }
    }

    /** Enums that belong to columns are those of the tables and views that are shown. */
    private List<EnumType> enums() {
        if (target.enumStorage() != EnumStorage.COLUMN_TYPE) {
            return database.enums();
        }
        Set<ObjectName> used = new HashSet<>();
        Stream.concat(tables.stream().map(Table::columns), shownViews().stream().map(View::columns))
                .flatMap(List::stream)
                .forEach(column -> {
                    if (column.type().family() instanceof TypeFamily.EnumReference reference) {
                        used.add(reference.enumName());
                    }
                });
        return database.enums().stream()
                .filter(type -> used.contains(type.name()))
                .toList();
    }

    private Set<String> previousJoinTables() {
        Set<String> names = new HashSet<>();
        for (Relation relation : previous.relations()) {
            if (relation instanceof Relation.ManyToMany manyToMany) {
                names.add(traits.names().constraintNames().joinTable(manyToMany.effectiveName()));
            }
        }
        return names;
    }

    private void rememberColumnEnums(Map<String, EnumModel> enumsByName) {
        for (Model model : previous.models()) {
            for (ScalarField field : model.fields()) {
                if (field.type() instanceof ScalarFieldType.EnumName enumName
                        && enumsByName.containsKey(enumName.name())) {
                    previousEnums.putIfAbsent(
                            databaseName(model.namespace(), model.databaseName() + "_" + field.columnName()),
                            enumsByName.get(enumName.name()));
                }
            }
        }
    }

    private ObjectName databaseName(Optional<String> namespace, String name) {
        return new ObjectName(
                namespace.filter(
                        given -> !given.equals(database.defaultNamespace().orElse(null))),
                name);
    }

    private void nameEverything() {
        Stream.concat(tables.stream().map(Table::name), shownViews().stream().map(View::name))
                .forEach(name -> previousModel(name).ifPresent(model -> takenNames.add(model.name())));
        shownEnums.forEach(type -> previousEnum(type.name()).ifPresent(enumModel -> takenNames.add(enumModel.name())));
        tables.forEach(table -> count(table.name(), previousModel(table.name()).map(Model::name)));
        shownViews()
                .forEach(view -> count(view.name(), previousModel(view.name()).map(Model::name)));
        shownEnums.forEach(type -> count(type.name(), previousEnum(type.name()).map(EnumModel::name)));
        tables.forEach(table -> modelNames.put(
                table.name(), choose(table.name(), previousModel(table.name()).map(Model::name))));
        shownViews()
                .forEach(view -> modelNames.put(
                        view.name(),
                        choose(view.name(), previousModel(view.name()).map(Model::name))));
        shownEnums.forEach(type -> enumNames.put(
                type.name(), choose(type.name(), previousEnum(type.name()).map(EnumModel::name))));
    }

    private void count(ObjectName name, Optional<String> previousName) {
        nameCounts.merge(previousName.orElseGet(() -> Names.sanitized(name.name())), 1, Integer::sum);
    }

    private PulledName choose(ObjectName name, Optional<String> previousName) {
        if (previousName.isPresent()) {
            return PulledName.kept(name.name(), previousName.get());
        }
        String sanitized = Names.sanitized(name.name());
        Optional<String> namespace = namespaceOf(name);
        if (namespace.isPresent() && nameCounts.getOrDefault(sanitized, 0) > 1) {
            return new PulledName(
                    name.name(), Names.sanitized(namespace.get() + "_" + name.name()), PulledName.Reason.DUPLICATE);
        }
        if (ReservedNames.contains(name.name())) {
            return new PulledName(name.name(), "Renamed" + name.name(), PulledName.Reason.RESERVED);
        }
        return new PulledName(name.name(), Names.free(sanitized, takenNames), PulledName.Reason.DATABASE);
    }

    DatabaseSchema database() {
        return database;
    }

    TargetDatabase target() {
        return target;
    }

    SchemaTraits traits() {
        return traits;
    }

    DataModel previous() {
        return previous;
    }

    PullWarnings warnings() {
        return warnings;
    }

    String nativeTypePrefix() {
        return nativeTypePrefix;
    }

    boolean showsViews() {
        return showsViews;
    }

    /** The namespace to write as {@code @@schema}, where the schema names its namespaces. */
    Optional<String> shownNamespace(ObjectName name) {
        return showsNamespaces ? namespaceOf(name) : Optional.empty();
    }

    Optional<String> namespaceOf(ObjectName name) {
        return name.namespace().or(database::defaultNamespace);
    }

    List<EnumType> shownEnums() {
        return shownEnums;
    }

    /** Whether an index of only some rows is among what is shown. */
    boolean hasPartialIndex() {
        return tables.stream()
                .flatMap(table -> table.indexes().stream())
                .anyMatch(index -> index.predicate().isPresent());
    }

    /** The tables that become models, in the order of the database. */
    List<Table> tables() {
        return tables;
    }

    List<JoinTable> joinTables() {
        return joinTables;
    }

    List<View> shownViews() {
        return showsViews ? database.views() : List.of();
    }

    /** Those that were in the schema before come first, in their order there. */
    <T> List<T> inPreviousOrder(List<T> things, Function<T, PulledName> name) {
        return things.stream()
                .sorted(Comparator.comparing((T thing) -> {
                    PulledName pulled = name.apply(thing);
                    return pulled.isKept()
                            ? positions.getOrDefault(pulled.name(), Integer.MAX_VALUE)
                            : Integer.MAX_VALUE;
                }))
                .toList();
    }

    boolean isShown(ObjectName table) {
        return modelNames.containsKey(table);
    }

    PulledName modelName(ObjectName table) {
        return found(modelNames.get(table), table);
    }

    PulledName enumName(ObjectName type) {
        return found(enumNames.get(type), type);
    }

    WrittenMaps writtenMaps() {
        return writtenMaps;
    }

    /** What to write as {@code @@map}: a name that differs, or that the previous schema spelled out. */
    Optional<String> mapped(PulledName name) {
        return name.isKept() && writtenMaps.hasBlock(name.name()) ? Optional.of(name.databaseName()) : name.mapped();
    }

    /** What to write as {@code @map} of a field or value of a block, by the same rule. */
    Optional<String> mapped(PulledName block, String name, String databaseName) {
        boolean written = block.isKept() && writtenMaps.hasMember(block.name(), name);
        return written || !name.equals(databaseName) ? Optional.of(databaseName) : Optional.empty();
    }

    Optional<EnumType> enumType(ObjectName type) {
        return Optional.ofNullable(enumTypes.get(type));
    }

    Optional<Model> previousModel(ObjectName table) {
        return Optional.ofNullable(previousModels.get(table));
    }

    Optional<EnumModel> previousEnum(ObjectName type) {
        return Optional.ofNullable(previousEnums.get(type));
    }

    Optional<ScalarField> previousField(ObjectName table, String column) {
        return previousModel(table)
                .flatMap(model -> model.fields().stream()
                        .filter(field -> field.columnName().equals(column))
                        .findFirst());
    }

    /** The name of a column's field; empty where no letter of the column's name can stay. */
    String fieldName(ObjectName table, String column) {
        return fieldNames.getOrDefault(table, Map.of()).getOrDefault(column, column);
    }

    /** The names of scalar fields in a table's or view's model. */
    Set<String> fieldNames(ObjectName table) {
        return new HashSet<>(fieldNames.getOrDefault(table, Map.of()).values());
    }

    private Map<String, String> fieldNames(ObjectName table, Collection<Column> columns) {
        Map<String, String> names = new HashMap<>();
        Set<String> taken = new HashSet<>();
        Set<String> present = columns.stream().map(Column::name).collect(Collectors.toSet());
        previousModel(table)
                .ifPresent(model -> model.fields().forEach(field -> {
                    if (present.contains(field.columnName())) {
                        names.put(field.columnName(), field.name());
                        taken.add(field.name());
                    }
                }));
        for (Column column : columns) {
            names.computeIfAbsent(column.name(), name -> Names.free(Names.sanitized(name), taken));
        }
        return names;
    }

    List<String> fieldNames(ObjectName table, List<String> columns) {
        return columns.stream().map(column -> fieldName(table, column)).toList();
    }

    private static PulledName found(@Nullable PulledName name, ObjectName object) {
        if (name == null) {
            throw new IllegalArgumentException(object + " has no name in the schema");
        }
        return name;
    }
}
