package dev.gnomon.schema.pull;

import dev.gnomon.engine.model.EnumType;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.UnmodelledFeature;
import dev.gnomon.engine.model.View;
import dev.gnomon.schema.model.Model;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes down, above a new model, what the schema cannot say of its table, and warns of it. */
final class ModelNotes {

    static final String NO_IDENTIFIER = "The underlying table does not contain a valid unique identifier and can"
            + " therefore currently not be handled by Prisma Client.";
    static final String NO_COLUMNS = "We could not retrieve columns for the underlying table. Either it has none or"
            + " you are missing rights to see them. Please check your privileges.";
    static final String NO_FIELD_NAME = "This field was commented out because of an invalid name. Please provide a"
            + " valid one that matches [a-zA-Z][a-zA-Z0-9_]*";

    private static final Map<UnmodelledFeature.Kind, String> NOTES = notes();

    private ModelNotes() {}

    private static Map<UnmodelledFeature.Kind, String> notes() {
        Map<UnmodelledFeature.Kind, String> notes = new LinkedHashMap<>();
        notes.put(
                UnmodelledFeature.Kind.PARTITION,
                "This table is a partition table and requires additional setup for migrations."
                        + " Visit https://pris.ly/d/partition-tables for more info.");
        notes.put(
                UnmodelledFeature.Kind.SUBCLASS,
                "This table has subclasses and requires additional setup for migrations."
                        + " Visit https://pris.ly/d/table-inheritance for more info.");
        notes.put(
                UnmodelledFeature.Kind.CHECK_CONSTRAINT,
                "This table contains check constraints and requires additional setup for migrations."
                        + " Visit https://pris.ly/d/check-constraints for more info.");
        notes.put(
                UnmodelledFeature.Kind.EXCLUSION_CONSTRAINT,
                "This table contains exclusion constraints and requires additional setup for migrations."
                        + " Visit https://pris.ly/d/exclusion-constraints for more info.");
        notes.put(
                UnmodelledFeature.Kind.COMMENT,
                "This model or at least one of its fields has comments in the database, and requires an additional"
                        + " setup for migrations: Read more: https://pris.ly/d/database-comments");
        notes.put(
                UnmodelledFeature.Kind.DEFERRABLE_CONSTRAINT,
                "This model has constraints using non-default deferring rules and requires additional setup for"
                        + " migrations. Visit https://pris.ly/d/constraint-deferring for more info.");
        notes.put(
                UnmodelledFeature.Kind.ROW_LEVEL_SECURITY,
                "This model contains row level security and requires additional setup for migrations."
                        + " Visit https://pris.ly/d/row-level-security for more info.");
        notes.put(
                UnmodelledFeature.Kind.NULL_SORT_ORDER,
                "This model contains an index with non-default null sort order and requires additional setup for"
                        + " migrations. Visit https://pris.ly/d/default-index-null-ordering for more info.");
        notes.put(
                UnmodelledFeature.Kind.EXPRESSION_INDEX,
                "This model contains an expression index which requires additional setup for migrations."
                        + " Visit https://pris.ly/d/expression-indexes for more info.");
        return notes;
    }

    static String renamed(String what, PulledName name) {
        return "This " + what + " has been renamed to '" + name.name()
                + "' during introspection, because the original name '" + name.databaseName() + "' is reserved.";
    }

    /**
     * Note what the schema language cannot say about a table. A model that was there keeps the notes that it has, and
     * gets only that about expressions; the warnings come each time.
     */
    static void write(PullContext context, Table table, Optional<Model> previous, boolean ignored, BlockText header) {
        for (Map.Entry<UnmodelledFeature.Kind, String> note : NOTES.entrySet()) {
            if (ignored && previous.isEmpty() && note.getKey() == UnmodelledFeature.Kind.CHECK_CONSTRAINT) {
                header.documentation(NO_IDENTIFIER);
            }
            List<UnmodelledFeature> features = table.unmodelled().stream()
                    .filter(feature -> feature.kind() == note.getKey())
                    .toList();
            if (!features.isEmpty() && context.traits().featuresToMention().contains(note.getKey())) {
                if (previous.isEmpty() || lacksExpressionNote(note, previous.get())) {
                    header.documentation(note.getValue());
                }
                features.forEach(feature -> warn(context, table, feature));
            }
        }
        // Nothing is noted in the schema, which has the form that other programs know.
        table.unmodelled().stream()
                .filter(feature -> feature.kind() == UnmodelledFeature.Kind.ON_UPDATE)
                .forEach(feature -> warn(context, table, feature));
    }

    private static boolean lacksExpressionNote(Map.Entry<UnmodelledFeature.Kind, String> note, Model previous) {
        return note.getKey() == UnmodelledFeature.Kind.EXPRESSION_INDEX
                && !previous.documentation().orElse("").contains(note.getValue());
    }

    /** Views tell of comments only; a view's other features are those of its tables. */
    static void write(PullContext context, View view, Optional<Model> previous, BlockText header) {
        List<UnmodelledFeature> comments = view.unmodelled().stream()
                .filter(feature -> feature.kind() == UnmodelledFeature.Kind.COMMENT)
                .toList();
        if (!comments.isEmpty() && context.traits().featuresToMention().contains(UnmodelledFeature.Kind.COMMENT)) {
            if (previous.isEmpty()) {
                header.documentation(
                        "This view or at least one of its fields has comments in the database, and requires"
                                + " an additional setup for migrations: Read more: https://pris.ly/d/database-comments");
            }
            comments.forEach(feature ->
                    context.warnings().add(PullWarnings.Group.COMMENT, comment(context, view.name(), "view", feature)));
        }
    }

    static void write(PullContext context, EnumType type, BlockText header) {
        boolean commented =
                type.unmodelled().stream().anyMatch(feature -> feature.kind() == UnmodelledFeature.Kind.COMMENT);
        if (commented && context.traits().featuresToMention().contains(UnmodelledFeature.Kind.COMMENT)) {
            header.documentation("This enum is commented in the database, and requires an additional setup for"
                    + " migrations: Read more: https://pris.ly/d/database-comments");
            context.warnings()
                    .add(
                            PullWarnings.Group.COMMENT,
                            "Type: \"enum\", name: "
                                    + PullWarnings.quoted(
                                            context.enumName(type.name()).name()));
        }
    }

    private static void warn(PullContext context, Table table, UnmodelledFeature feature) {
        String model = context.modelName(table.name()).name();
        PullWarnings warnings = context.warnings();
        switch (feature.kind()) {
            case PARTITION -> warnings.add(PullWarnings.Group.PARTITION, PullWarnings.quoted(model));
            case SUBCLASS -> warnings.add(PullWarnings.Group.SUBCLASS, PullWarnings.quoted(model));
            case ROW_LEVEL_SECURITY -> warnings.add(PullWarnings.Group.ROW_LEVEL_SECURITY, PullWarnings.quoted(model));
            case CHECK_CONSTRAINT ->
                warnings.add(PullWarnings.Group.CHECK_CONSTRAINT, constraint(model, "constraint", feature));
            case EXCLUSION_CONSTRAINT ->
                warnings.add(PullWarnings.Group.EXCLUSION_CONSTRAINT, constraint(model, "constraint", feature));
            case DEFERRABLE_CONSTRAINT ->
                warnings.add(PullWarnings.Group.DEFERRABLE_CONSTRAINT, constraint(model, "constraint", feature));
            case EXPRESSION_INDEX ->
                warnings.add(PullWarnings.Group.EXPRESSION_INDEX, constraint(model, "constraint", feature));
            case NULL_SORT_ORDER ->
                warnings.add(
                        PullWarnings.Group.NULL_SORT_ORDER,
                        "Index: " + PullWarnings.quoted(feature.name().orElse("")) + ", column: "
                                + PullWarnings.quoted(feature.column().orElse("")));
            case COMMENT -> warnings.add(PullWarnings.Group.COMMENT, comment(context, table.name(), "model", feature));
            case ON_UPDATE ->
                warnings.add(
                        PullWarnings.Group.ON_UPDATE,
                        "Model: " + PullWarnings.quoted(model) + ", field: "
                                + PullWarnings.quoted(context.fieldName(
                                        table.name(), feature.column().orElse(""))));
            case TRIGGER, COLLATION, INVALID_INDEX, GENERATED_COLUMN, DOMAIN, MATCH_FULL, SEQUENCE_OPTIONS -> {}
        }
    }

    private static String constraint(String model, String what, UnmodelledFeature feature) {
        return "Model: " + PullWarnings.quoted(model) + ", " + what + ": "
                + PullWarnings.quoted(feature.name().orElse(""));
    }

    private static String comment(PullContext context, ObjectName table, String what, UnmodelledFeature feature) {
        String model = context.modelName(table).name();
        return feature.column()
                .map(column ->
                        "Type: \"field\", name: " + PullWarnings.quoted(model + "." + context.fieldName(table, column)))
                .orElseGet(() -> "Type: " + PullWarnings.quoted(what) + ", name: " + PullWarnings.quoted(model));
    }
}
