package dev.gnomon.schema.pull;

import dev.gnomon.engine.model.DialectObject;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.UnmodelledFeature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Warns of what a table has and a database made from the schema would be without. */
final class UnsaidParts {

    private UnsaidParts() {}

    static void warn(PullContext context, Table table) {
        String model =
                "Model: " + PullWarnings.quoted(context.modelName(table.name()).name());
        PullWarnings warnings = context.warnings();
        for (Index index : context.leftOut(table)) {
            warnings.add(PullWarnings.Group.PARTIAL_INDEX, model + ", index: " + PullWarnings.quoted(index.name()));
        }
        for (Index index : table.indexes()) {
            if (index.isBeyondSchema() && !warnedOfNulls(table, index)) {
                warnings.add(
                        PullWarnings.Group.INDEX_PARTS,
                        model + ", index: " + PullWarnings.quoted(index.name()) + ", parts: " + parts(index));
            }
        }
        for (UnmodelledFeature feature : table.unmodelled()) {
            group(feature.kind()).ifPresent(group -> warnings.add(group, model + place(context, table, feature)));
        }
        for (ForeignKey key : table.foreignKeys()) {
            if (context.database().table(key.referencedTable()).isEmpty()) {
                warnings.add(
                        PullWarnings.Group.FOREIGN_KEY_ELSEWHERE,
                        model + ", constraint: "
                                + PullWarnings.quoted(key.name().orElse(String.join(", ", key.columns())))
                                + ", refers to: "
                                + PullWarnings.quoted(key.referencedTable().toString()));
            }
        }
    }

    /** The order of nulls has a warning of its own. */
    private static boolean warnedOfNulls(Table table, Index index) {
        return index.includedColumns().isEmpty()
                && table.unmodelled().stream()
                        .anyMatch(feature -> feature.kind() == UnmodelledFeature.Kind.NULL_SORT_ORDER
                                && feature.name().equals(Optional.of(index.name())));
    }

    private static String parts(Index index) {
        List<String> parts = new ArrayList<>();
        if (!index.includedColumns().isEmpty()) {
            parts.add("INCLUDE (" + String.join(", ", index.includedColumns()) + ")");
        }
        index.dialectObjects().stream()
                .map(DialectObject::describe)
                .filter(text -> !text.isEmpty())
                .forEach(parts::add);
        return String.join(", ", parts);
    }

    private static String place(PullContext context, Table table, UnmodelledFeature feature) {
        String column = feature.column()
                .map(name -> ", field: " + PullWarnings.quoted(context.fieldName(table.name(), name)))
                .orElse("");
        return column
                + feature.name()
                        .map(name -> ", " + what(feature.kind()) + ": " + PullWarnings.quoted(name))
                        .orElse("");
    }

    private static String what(UnmodelledFeature.Kind kind) {
        return switch (kind) {
            case INVALID_INDEX -> "index";
            case DOMAIN -> "domain";
            case SEQUENCE_OPTIONS -> "sequence";
            default -> "constraint";
        };
    }

    private static Optional<PullWarnings.Group> group(UnmodelledFeature.Kind kind) {
        return switch (kind) {
            case INVALID_INDEX -> Optional.of(PullWarnings.Group.INVALID_INDEX);
            case GENERATED_COLUMN -> Optional.of(PullWarnings.Group.GENERATED_COLUMN);
            case DOMAIN -> Optional.of(PullWarnings.Group.DOMAIN);
            case MATCH_FULL -> Optional.of(PullWarnings.Group.MATCH_FULL);
            case SEQUENCE_OPTIONS -> Optional.of(PullWarnings.Group.SEQUENCE_OPTIONS);
            default -> Optional.empty();
        };
    }
}
