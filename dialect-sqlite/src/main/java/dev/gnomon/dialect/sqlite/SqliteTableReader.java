package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.DialectObject;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.IndexColumn;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.PrimaryKey;
import dev.gnomon.engine.model.ReferentialAction;
import dev.gnomon.engine.model.SortOrder;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.UnmodelledFeature;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes tables of the rows of the catalog. */
final class SqliteTableReader {
    private static final String USUAL_COLLATION = "BINARY";

    private final SqliteCatalog catalog;
    private final Map<String, String> tableNames = new HashMap<>();
    private final Map<String, String> indexSql = new HashMap<>();
    private final Map<String, List<SqliteTrigger>> triggers = new HashMap<>();

    SqliteTableReader(SqliteCatalog catalog) {
        this.catalog = catalog;
        for (SqliteCatalog.Entry entry : catalog.objects()) {
            switch (entry.type()) {
                case "table" -> tableNames.put(lower(entry.name()), entry.name());
                case "index" -> entry.sql().ifPresent(sql -> indexSql.put(entry.name(), sql));
                case "trigger" ->
                    triggers.computeIfAbsent(lower(entry.tableName()), name -> new ArrayList<>())
                            .add(new SqliteTrigger(entry.name(), entry.sql().orElse("")));
                default -> {
                    // Views have columns and nothing else.
                }
            }
        }
    }

    List<Column> viewColumns(String view) {
        return catalog.columns().getOrDefault(view, List.of()).stream()
                .map(row -> Column.of(row.name(), ColumnType.of(SqliteTypeReader.read(row.type()), Arity.NULLABLE)))
                .toList();
    }

    Table table(SqliteCatalog.Entry entry) {
        SqliteTableSource source = SqliteTableSource.read(entry.sql().orElse(""));
        List<SqliteCatalog.ColumnRow> rows = catalog.columns().getOrDefault(entry.name(), List.of());
        List<UnmodelledFeature> unmodelled = new ArrayList<>();
        List<DialectObject> objects = new ArrayList<>();
        List<String> key = keyColumns(rows);
        List<Column> columns = rows.stream()
                .filter(row -> row.hidden() == 0)
                .map(row -> SqliteColumnReader.read(row, key, source, unmodelled))
                .toList();
        source.tableChecks().forEach(check -> {
            unmodelled.add(feature(UnmodelledFeature.Kind.CHECK_CONSTRAINT, check.name(), Optional.empty()));
            objects.add(check);
        });
        source.generatedColumns().forEach(column -> {
            unmodelled.add(
                    feature(UnmodelledFeature.Kind.GENERATED_COLUMN, Optional.empty(), Optional.of(column.name())));
            objects.add(column);
        });
        source.deferrals().forEach(deferral -> {
            unmodelled.add(UnmodelledFeature.of(UnmodelledFeature.Kind.DEFERRABLE_CONSTRAINT));
            objects.add(deferral);
        });
        source.options().ifPresent(objects::add);
        if (isNumbered(entry.sql().orElse(""))) {
            objects.add(new SqliteNumbering(String.join("", key)));
        }
        List<Index> indexes = indexes(entry.name(), source, unmodelled, objects);
        triggers.getOrDefault(lower(entry.name()), List.of()).forEach(trigger -> {
            unmodelled.add(UnmodelledFeature.of(UnmodelledFeature.Kind.TRIGGER, trigger.name()));
            objects.add(trigger);
        });
        Optional<PrimaryKey> primaryKey = key.isEmpty()
                ? Optional.empty()
                : Optional.of(PrimaryKey.of(Optional.empty(), key.toArray(String[]::new)));
        return new Table(
                ObjectName.of(entry.name()),
                columns,
                primaryKey,
                indexes,
                foreignKeys(entry.name(), rows),
                unmodelled,
                objects);
    }

    private static boolean isNumbered(String createTable) {
        return createTable.toUpperCase(Locale.ROOT).contains("AUTOINCREMENT")
                && SqliteTokens.significant(createTable).stream().anyMatch(token -> token.isWord("AUTOINCREMENT"));
    }

    private static List<String> keyColumns(List<SqliteCatalog.ColumnRow> rows) {
        return rows.stream()
                .filter(row -> row.keyPosition() > 0)
                .sorted(Comparator.comparingInt(SqliteCatalog.ColumnRow::keyPosition))
                .map(SqliteCatalog.ColumnRow::name)
                .toList();
    }

    private List<Index> indexes(
            String table, SqliteTableSource source, List<UnmodelledFeature> unmodelled, List<DialectObject> objects) {
        List<Index> indexes = new ArrayList<>();
        for (SqliteCatalog.IndexRow row : catalog.indexes().getOrDefault(table, List.of())) {
            if (row.origin().equals("pk")) {
                continue;
            }
            Optional<String> sql = Optional.ofNullable(indexSql.get(row.name()));
            boolean expression =
                    row.parts().stream().anyMatch(part -> part.column().isEmpty());
            boolean collated = row.parts().stream().anyMatch(part -> hasOwnCollation(part, source));
            if (expression) {
                unmodelled.add(UnmodelledFeature.of(UnmodelledFeature.Kind.EXPRESSION_INDEX, row.name()));
            } else if (collated) {
                unmodelled.add(UnmodelledFeature.of(UnmodelledFeature.Kind.COLLATION, row.name()));
            }
            if (expression || collated) {
                sql.ifPresent(text -> objects.add(new SqliteIndexDefinition(
                        row.name(), text, !expression, SqliteTokens.names(SqliteTokens.significant(text)))));
            }
            if (!expression) {
                indexes.add(index(row, sql));
            }
        }
        return indexes;
    }

    private static boolean hasOwnCollation(SqliteCatalog.IndexPart part, SqliteTableSource source) {
        String usual = part.column()
                .flatMap(column -> Optional.ofNullable(source.collations().get(lower(column))))
                .map(SqliteCollation::name)
                .orElse(USUAL_COLLATION);
        return !part.collation().equalsIgnoreCase(usual);
    }

    private static Index index(SqliteCatalog.IndexRow row, Optional<String> sql) {
        List<IndexColumn> columns = row.parts().stream()
                .map(part -> new IndexColumn(
                        part.column().orElseThrow(),
                        Optional.of(part.descending() ? SortOrder.DESCENDING : SortOrder.ASCENDING),
                        Optional.empty(),
                        Optional.empty()))
                .toList();
        return new Index(
                row.name(),
                row.unique() ? Index.Kind.UNIQUE : Index.Kind.NORMAL,
                columns,
                Optional.empty(),
                sql.flatMap(SqliteTableReader::predicate),
                Optional.empty(),
                row.origin().equals("u"));
    }

    /** What stands behind WHERE, without outer parentheses. */
    private static Optional<String> predicate(String createIndex) {
        List<SqliteToken> tokens = SqliteTokens.significant(createIndex);
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).isSign('(')) {
                i = Math.max(i, SqliteTokens.closingParenthesis(tokens, i));
            } else if (tokens.get(i).isWord("WHERE") && i + 1 < tokens.size()) {
                int first = i + 1;
                int last = tokens.size() - 1;
                while (last > first && SqliteTokens.closingParenthesis(tokens.subList(0, last + 1), first) == last) {
                    first++;
                    last--;
                }
                return Optional.of(createIndex.substring(
                        tokens.get(first).start(), tokens.get(last).end()));
            }
        }
        return Optional.empty();
    }

    private List<ForeignKey> foreignKeys(String table, List<SqliteCatalog.ColumnRow> columns) {
        List<ForeignKey> foreignKeys = new ArrayList<>();
        for (SqliteCatalog.ForeignKeyRow row : catalog.foreignKeys().getOrDefault(table, List.of())) {
            // Any spelling will do for SQLite; the engine compares exactly.
            String referenced = tableNames.getOrDefault(lower(row.referencedTable()), row.referencedTable());
            List<SqliteCatalog.ColumnRow> others = catalog.columns().getOrDefault(referenced, List.of());
            List<String> referencedColumns = row.referencedColumns().stream().allMatch(Optional::isPresent)
                    ? row.referencedColumns().stream()
                            .map(name -> spelledAs(name.orElseThrow(), others))
                            .toList()
                    : keyColumns(others);
            if (referencedColumns.size() != row.columns().size() || !holds(referencedColumns, others)) {
                // It refers to a table or column that is not there, or to a key of another width: it can never hold.
                continue;
            }
            foreignKeys.add(new ForeignKey(
                    Optional.empty(),
                    row.columns().stream().map(name -> spelledAs(name, columns)).toList(),
                    ObjectName.of(referenced),
                    referencedColumns,
                    action(row.onDelete()),
                    action(row.onUpdate())));
        }
        return foreignKeys;
    }

    private static boolean holds(List<String> names, List<SqliteCatalog.ColumnRow> columns) {
        return names.stream()
                .allMatch(name ->
                        columns.stream().anyMatch(column -> column.name().equals(name)));
    }

    private static String spelledAs(String name, List<SqliteCatalog.ColumnRow> columns) {
        return columns.stream()
                .map(SqliteCatalog.ColumnRow::name)
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .orElse(name);
    }

    private static ReferentialAction action(String words) {
        return switch (words.toUpperCase(Locale.ROOT)) {
            case "CASCADE" -> ReferentialAction.CASCADE;
            case "SET NULL" -> ReferentialAction.SET_NULL;
            case "SET DEFAULT" -> ReferentialAction.SET_DEFAULT;
            case "RESTRICT" -> ReferentialAction.RESTRICT;
            default -> ReferentialAction.NO_ACTION;
        };
    }

    private static UnmodelledFeature feature(
            UnmodelledFeature.Kind kind, Optional<String> name, Optional<String> column) {
        return new UnmodelledFeature(kind, name, column);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
