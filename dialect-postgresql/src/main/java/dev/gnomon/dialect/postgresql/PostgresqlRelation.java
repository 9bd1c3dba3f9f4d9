package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.UnmodelledFeature;
import dev.gnomon.engine.model.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A table or view while it is read. */
final class PostgresqlRelation {

    private final ObjectName name;
    private final String namespace;
    private final String kind;
    private final boolean rowSecurity;
    private final boolean hasChildren;
    private final boolean hasComment;
    private final Optional<String> definition;
    private final List<Column> columns = new ArrayList<>();
    private final List<String> commentedColumns = new ArrayList<>();
    private final List<UnmodelledFeature> ofColumns = new ArrayList<>();

    PostgresqlRelation(
            ObjectName name,
            String namespace,
            String kind,
            boolean rowSecurity,
            boolean hasChildren,
            boolean hasComment,
            Optional<String> definition) {
        this.name = name;
        this.namespace = namespace;
        this.kind = kind;
        this.rowSecurity = rowSecurity;
        this.hasChildren = hasChildren;
        this.hasComment = hasComment;
        this.definition = definition;
    }

    ObjectName name() {
        return name;
    }

    /** The namespace as the server calls it, the default one included. */
    String namespace() {
        return namespace;
    }

    boolean isView() {
        return kind.equals("v");
    }

    /** Add a column, with the domain that is its type if one is. */
    void addColumn(Column column, boolean commented, Optional<String> domain) {
        columns.add(column);
        if (PostgresqlGeneratedColumn.of(column).isPresent()) {
            ofColumns.add(new UnmodelledFeature(
                    UnmodelledFeature.Kind.GENERATED_COLUMN, Optional.empty(), Optional.of(column.name())));
        }
        domain.ifPresent(name -> ofColumns.add(
                new UnmodelledFeature(UnmodelledFeature.Kind.DOMAIN, Optional.of(name), Optional.of(column.name()))));
        if (commented) {
            commentedColumns.add(column.name());
        }
    }

    void addUnusualSequence(String sequence, String column) {
        ofColumns.add(new UnmodelledFeature(
                UnmodelledFeature.Kind.SEQUENCE_OPTIONS, Optional.of(sequence), Optional.of(column)));
    }

    List<Column> columns() {
        return columns;
    }

    View view() {
        return new View(name, columns, definition, unmodelled());
    }

    /** What the schema language cannot say of the table itself and its columns. */
    List<UnmodelledFeature> unmodelled() {
        List<UnmodelledFeature> features = new ArrayList<>();
        if (kind.equals("p")) {
            features.add(UnmodelledFeature.of(UnmodelledFeature.Kind.PARTITION));
        } else if (hasChildren) {
            features.add(UnmodelledFeature.of(UnmodelledFeature.Kind.SUBCLASS));
        }
        if (rowSecurity) {
            features.add(UnmodelledFeature.of(UnmodelledFeature.Kind.ROW_LEVEL_SECURITY));
        }
        if (hasComment) {
            features.add(UnmodelledFeature.of(UnmodelledFeature.Kind.COMMENT));
        }
        for (String column : commentedColumns) {
            features.add(new UnmodelledFeature(UnmodelledFeature.Kind.COMMENT, Optional.empty(), Optional.of(column)));
        }
        if (!isView()) {
            features.addAll(ofColumns);
        }
        return features;
    }
}
