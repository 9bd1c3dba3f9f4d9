package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.model.DialectObject;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.IndexColumn;
import dev.gnomon.engine.model.OperatorClass;
import dev.gnomon.engine.model.SortOrder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An index while its columns come in. */
final class PostgresqlIndexParts {

    private static final int DESCENDING = 1;
    private static final int NULLS_FIRST = 2;
    private static final String ORDERED = "btree";

    /** The access methods that the schema language has words for; BTree is the usual one. */
    private static final Map<String, Optional<String>> ALGORITHMS = Map.of(
            ORDERED,
            Optional.empty(),
            "hash",
            Optional.of("Hash"),
            "gist",
            Optional.of("Gist"),
            "gin",
            Optional.of("Gin"),
            "spgist",
            Optional.of("SpGist"),
            "brin",
            Optional.of("Brin"));

    private final String method;
    private final boolean unique;
    private final boolean hidden;
    private final boolean valid;
    private final boolean constraint;
    private final Optional<String> predicate;
    private final String definition;
    private final List<IndexColumn> columns = new ArrayList<>();
    private final List<String> includedColumns = new ArrayList<>();
    private final List<String> columnsWithOtherNullOrder = new ArrayList<>();
    private final Set<String> beyondSchema = new LinkedHashSet<>();
    private boolean hasExpression;

    PostgresqlIndexParts(ResultSet row) throws SQLException {
        method = row.getString("amname");
        unique = row.getBoolean("indisunique");
        // The primary key and exclusion constraints are read as constraints.
        hidden = row.getBoolean("indisprimary") || row.getBoolean("indisexclusion");
        valid = row.getBoolean("indisvalid");
        constraint = row.getBoolean("is_constraint");
        predicate = Optional.ofNullable(row.getString("predicate"));
        definition = row.getString("definition");
        if (!hasWord()) {
            beyondSchema.add("access method " + method);
        }
        if (row.getBoolean("nulls_equal")) {
            beyondSchema.add("NULLS NOT DISTINCT");
        }
        Optional.ofNullable(row.getString("storage"))
                .ifPresent(parameters -> beyondSchema.add("storage parameters " + parameters));
    }

    /** Whether the schema language has a word for the access method. */
    private boolean hasWord() {
        return ALGORITHMS.containsKey(method);
    }

    boolean isHidden() {
        return hidden;
    }

    boolean isValid() {
        return valid;
    }

    boolean hasExpression() {
        return hasExpression;
    }

    List<String> columnsWithOtherNullOrder() {
        return columnsWithOtherNullOrder;
    }

    void addColumn(ResultSet row) throws SQLException {
        String column = row.getString("attname");
        if (column == null) {
            hasExpression = true;
        } else if (row.getBoolean("is_included")) {
            includedColumns.add(column);
        } else {
            addKeyColumn(column, row);
        }
    }

    private void addKeyColumn(String column, ResultSet row) throws SQLException {
        int option = row.getInt("option");
        boolean ordered = method.equals(ORDERED);
        Optional<SortOrder> order = ordered
                ? Optional.of((option & DESCENDING) != 0 ? SortOrder.DESCENDING : SortOrder.ASCENDING)
                : Optional.empty();
        if (ordered && ((option & DESCENDING) != 0) != ((option & NULLS_FIRST) != 0)) {
            columnsWithOtherNullOrder.add(column);
            beyondSchema.add("order of nulls");
        }
        if (row.getBoolean("has_collation")) {
            beyondSchema.add("a collation of its own");
        }
        if (row.getBoolean("has_class_options")) {
            beyondSchema.add("parameters of an operator class");
        }
        columns.add(new IndexColumn(
                column,
                order,
                Optional.empty(),
                hasWord()
                        ? operatorClass(row.getString("opcname"), row.getBoolean("opcdefault"), ordered)
                        : Optional.empty()));
    }

    /** No schema has to name the class of an ordered index, and one that is there by hand stays. */
    private static Optional<OperatorClass> operatorClass(@Nullable String name, boolean usual, boolean ordered) {
        return Optional.ofNullable(name).map(known -> new OperatorClass(known, usual || ordered, usual));
    }

    /** The index, once all of its columns are there. */
    Index index(String name) {
        List<DialectObject> objects = beyondSchema.isEmpty() && includedColumns.isEmpty()
                ? List.of()
                : List.of(PostgresqlIndexDefinition.of(List.copyOf(beyondSchema), definition));
        return new Index(
                name,
                unique ? Index.Kind.UNIQUE : Index.Kind.NORMAL,
                columns,
                ALGORITHMS.getOrDefault(method, Optional.empty()),
                predicate,
                Optional.empty(),
                constraint,
                includedColumns,
                objects);
    }
}
