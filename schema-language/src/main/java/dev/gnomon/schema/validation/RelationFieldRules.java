package dev.gnomon.schema.validation;

import dev.gnomon.engine.dialect.SchemaFeature;
import dev.gnomon.engine.model.ReferentialAction;
import dev.gnomon.schema.resolution.DiagnosticCollector;
import dev.gnomon.schema.resolution.ResolvedIndex;
import dev.gnomon.schema.resolution.ResolvedKey;
import dev.gnomon.schema.resolution.ResolvedModel;
import dev.gnomon.schema.resolution.ResolvedRelationField;
import dev.gnomon.schema.syntax.Attribute;
import dev.gnomon.schema.syntax.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Rules about single relation fields. */
final class RelationFieldRules {

    private final RuleContext context;
    private final DiagnosticCollector diagnostics;
    private final Set<Set<String>> unclear = new HashSet<>();
    private final Map<Route, List<String>> fieldsByRoute = new HashMap<>();

    /** From one model to another, under a name. */
    private record Route(String from, String to, Optional<String> name) {}

    RelationFieldRules(RuleContext context) {
        this.context = context;
        this.diagnostics = context.diagnostics();
        for (ResolvedModel model : context.schema().models()) {
            for (ResolvedRelationField field : model.relationFields()) {
                fieldsByRoute
                        .computeIfAbsent(route(model, field), route -> new ArrayList<>())
                        .add(field.name());
            }
        }
    }

    private static Route route(ResolvedModel model, ResolvedRelationField field) {
        return new Route(model.name(), field.relatedModel(), field.relationName());
    }

    /** Tell whether some relation between two models is not clear: all else between them would be noise. */
    boolean areUnclear(String model, String other) {
        return !unclear.isEmpty() && unclear.contains(pair(model, other));
    }

    private static Set<String> pair(String model, String other) {
        return new HashSet<>(List.of(model, other));
    }

    /** Check that it is clear which relation a field belongs to; complains only once of two models. */
    boolean isClear(ResolvedModel model, ResolvedRelationField field) {
        if (areUnclear(model.name(), field.relatedModel())) {
            return false;
        }
        List<String> fields = fieldsByRoute.get(route(model, field));
        boolean self = model.name().equals(field.relatedModel());
        if (fields == null || fields.size() < 2 || (self && field.relationName().isPresent() && fields.size() == 2)) {
            return true;
        }
        unclear.add(pair(model.name(), field.relatedModel()));
        String inModel = "The fields " + joined(fields) + " in model `" + model.name() + "` ";
        String message;
        if (field.relationName().isEmpty() && self && fields.size() == 2) {
            message = "Ambiguous self relation detected. " + inModel + "both refer to `" + field.relatedModel()
                    + "`. If they are part of the same relation add the same relation name for them with"
                    + " `@relation(<name>)`.";
        } else if (field.relationName().isEmpty() && self) {
            message = "Unnamed self relation detected. " + inModel
                    + "have no relation name. Please provide a relation name for one of them by adding"
                    + " `@relation(<name>).";
        } else if (self) {
            message = "Wrongly named self relation detected. " + inModel
                    + "have the same relation name. At most two relation fields can belong to the same relation and"
                    + " therefore have the same name. Please assign a different relation name to one of them.";
        } else if (field.relationName().isEmpty()) {
            message = "Ambiguous relation detected. " + inModel + "both refer to `" + field.relatedModel()
                    + "`. Please provide different relation names for them by adding `@relation(<name>).";
        } else {
            message = "Wrongly named relation detected. " + inModel
                    + "both use the same relation name. Please provide different relation names for them through"
                    + " `@relation(<name>).";
        }
        diagnostics.model(
                model.syntax().keyword(), model.name(), message, field.syntax().span());
        return false;
    }

    private static String joined(List<String> fields) {
        List<String> quoted = fields.stream().map(name -> "`" + name + "`").toList();
        return String.join(", ", quoted.subList(0, quoted.size() - 1)) + " and " + quoted.getLast();
    }

    void check(ResolvedModel model, ResolvedRelationField field) {
        ResolvedModel related = context.model(field.relatedModel());
        if (related.ignored() && !field.ignored() && !model.ignored()) {
            diagnostics.attribute(
                    "@ignore",
                    "The relation field `" + field.name() + "` on Model `" + model.name()
                            + "` must specify the `@ignore` attribute, because the model " + related.name()
                            + " it is pointing to is marked ignored.",
                    field.syntax().span());
        }
        if (context.flaws().knowsDatasource()) {
            field.onDelete().ifPresent(this::checkAction);
            field.onUpdate().ifPresent(this::checkAction);
        }
        checkMappedName(model, field);
        checkIndex(model, field);
        if (context.usesForeignKeys()) {
            field.onDelete().ifPresent(this::warnOfAction);
            field.onUpdate().ifPresent(this::warnOfAction);
        }
    }

    private void checkAction(ResolvedRelationField.ActionUse use) {
        boolean foreignKeys = context.usesForeignKeys();
        Set<ReferentialAction> allowed = foreignKeys
                ? context.traits().relations().actions()
                : context.traits().relations().emulatedActions();
        if (allowed.contains(use.action())) {
            return;
        }
        String addition = "";
        if (!foreignKeys
                && use.action() == ReferentialAction.NO_ACTION
                && allowed.contains(ReferentialAction.RESTRICT)) {
            addition = ". `NoAction` is not implemented for "
                    + context.traits().connectorName()
                    + " when using `relationMode = \"prisma\"`, you could try using `Restrict` instead. Learn more at"
                    + " https://pris.ly/d/relation-mode";
        }
        diagnostics.validation(
                "Invalid referential action: `" + name(use.action()) + "`. Allowed values: ("
                        + allowed.stream()
                                .map(action -> "`" + name(action) + "`")
                                .collect(Collectors.joining(", "))
                        + ")" + addition,
                use.span());
    }

    /** Give an action's name in the language. */
    static String name(ReferentialAction action) {
        return switch (action) {
            case CASCADE -> "Cascade";
            case RESTRICT -> "Restrict";
            case NO_ACTION -> "NoAction";
            case SET_NULL -> "SetNull";
            case SET_DEFAULT -> "SetDefault";
        };
    }

    private void warnOfAction(ResolvedRelationField.ActionUse use) {
        context.traits()
                .relations()
                .adviceAgainst(use.action())
                .ifPresent(advice -> diagnostics.warning(advice, use.span()));
    }

    private void checkMappedName(ResolvedModel model, ResolvedRelationField field) {
        if (field.mappedName().isEmpty() || field.attribute().isEmpty()) {
            return;
        }
        Span span = field.attribute().get().span();
        if (!context.supports(SchemaFeature.NAMED_FOREIGN_KEYS)) {
            diagnostics.attribute("@relation", "Your provider does not support named foreign keys.", span);
        } else {
            context.checkLength(model, field.mappedName(), "@relation", span);
        }
    }

    /** Warn where no foreign key makes an index on the fields needed, and there is none. */
    private void checkIndex(ResolvedModel model, ResolvedRelationField field) {
        if (context.usesForeignKeys() || field.fields().isEmpty()) {
            return;
        }
        List<String> fields = field.fields().get();
        boolean indexed =
                model.indexes().stream().map(ResolvedIndex::fieldNames).anyMatch(names -> startsWith(names, fields))
                        || model.primaryKey()
                                .map(ResolvedKey::fieldNames)
                                .filter(names -> startsWith(names, fields))
                                .isPresent();
        if (!indexed) {
            diagnostics.warning(
                    "With `relationMode = \"prisma\"`, no foreign keys are used, so relation fields will not benefit from"
                            + " the index usually created by the relational database under the hood. This can lead to"
                            + " poor performance when querying these fields. We recommend adding an index manually."
                            + " Learn more at https://pris.ly/d/relation-mode-prisma-indexes\" ",
                    field.attribute().map(Attribute::span).orElse(field.syntax().span()));
        }
    }

    private static boolean startsWith(List<String> names, List<String> beginning) {
        return names.size() >= beginning.size()
                && names.subList(0, beginning.size()).equals(beginning);
    }
}
