package dev.gnomon.schema.validation;

import dev.gnomon.engine.dialect.ConstraintKind;
import dev.gnomon.engine.dialect.ConstraintScope;
import dev.gnomon.schema.resolution.NamespaceReference;
import dev.gnomon.schema.resolution.ResolvedIndex;
import dev.gnomon.schema.resolution.ResolvedKey;
import dev.gnomon.schema.resolution.ResolvedModel;
import dev.gnomon.schema.resolution.ResolvedRelation;
import dev.gnomon.schema.resolution.ResolvedRelationField;
import dev.gnomon.schema.resolution.ResolvedScalarField;
import dev.gnomon.schema.syntax.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names of constraints and indexes differ from each other as far as the database wants it. */
final class ConstraintNameRules {

    private final RuleContext context;
    private final List<ConstraintScope> scopes;
    private final Map<String, Integer> uses = new HashMap<>();
    private final Map<List<String>, Integer> clientNames = new HashMap<>();

    /** Whether any name is used twice; where none is, which is usual, nothing needs to be looked up. */
    private boolean anyClash;

    ConstraintNameRules(RuleContext context) {
        this.context = context;
        this.scopes = context.traits().names().constraintScopes();
        for (ResolvedModel model : context.schema().models()) {
            if (!context.isSound(model)) {
                continue;
            }
            model.primaryKey()
                    .flatMap(key -> context.constraintName(model, key))
                    .ifPresent(name -> use(ConstraintKind.PRIMARY_KEY, model, name));
            for (ResolvedIndex index : model.indexes()) {
                use(ConstraintKind.INDEX, model, context.constraintName(model, index));
                index.clientName().ifPresent(name -> useClientName(model, name));
            }
            for (ResolvedScalarField field : model.scalarFields()) {
                context.constraintName(model, field).ifPresent(name -> use(ConstraintKind.DEFAULT, model, name));
            }
            model.primaryKey().flatMap(ResolvedKey::clientName).ifPresent(name -> useClientName(model, name));
        }
        for (ResolvedRelation relation : context.schema().relations()) {
            if (!context.flaws().isSound(relation.referencing())) {
                continue;
            }
            context.constraintName(relation)
                    .ifPresent(name -> use(ConstraintKind.FOREIGN_KEY, context.model(relation.referencing()), name));
        }
    }

    private void use(ConstraintKind kind, ResolvedModel model, String name) {
        for (ConstraintScope scope : scopes) {
            if (scope.kinds().contains(kind)) {
                anyClash |= uses.merge(place(scope, model, name), 1, Integer::sum) > 1;
            }
        }
    }

    private void useClientName(ResolvedModel model, String name) {
        clientNames.merge(List.of(model.name(), name), 1, Integer::sum);
    }

    /** Make a name within the reach of a rule, of a namespace or of a table, one text. */
    private String place(ConstraintScope scope, ResolvedModel model, String name) {
        String within = scope.perTable()
                ? model.name()
                : model.namespace().map(NamespaceReference::name).orElse("");
        return scopes.indexOf(scope) + "\n" + within + "\n" + name;
    }

    void check(ResolvedModel model, ResolvedKey key) {
        context.constraintName(model, key).ifPresent(name -> {
            context.checkLength(
                    model, Optional.of(name), key.attributeName(), key.syntax().span());
            check(
                    ConstraintKind.PRIMARY_KEY,
                    model,
                    name,
                    key.attributeName(),
                    key.syntax().span());
        });
    }

    void check(ResolvedModel model, ResolvedIndex index) {
        if (anyClash) {
            check(
                    ConstraintKind.INDEX,
                    model,
                    context.constraintName(model, index),
                    index.attributeName(),
                    index.syntax().span());
        }
    }

    void check(ResolvedModel model, ResolvedScalarField field) {
        if (!anyClash) {
            return;
        }
        context.constraintName(model, field)
                .ifPresent(name -> check(
                        ConstraintKind.DEFAULT,
                        model,
                        name,
                        "@default",
                        field.defaultValue()
                                .flatMap(value -> RuleContext.argumentSpan(value.syntax(), "map"))
                                .orElse(field.syntax().span())));
    }

    void check(ResolvedRelation relation) {
        if (!anyClash) {
            return;
        }
        Optional<ResolvedRelationField> forward = context.forward(relation);
        context.constraintName(relation)
                .ifPresent(name -> check(
                        ConstraintKind.FOREIGN_KEY,
                        context.model(relation.referencing()),
                        name,
                        "@relation",
                        forward.flatMap(ResolvedRelationField::attribute)
                                .flatMap(attribute -> RuleContext.argumentSpan(attribute, "map"))
                                .orElse(forward.orElseThrow().syntax().span())));
    }

    private void check(ConstraintKind kind, ResolvedModel model, String name, String attribute, Span span) {
        for (ConstraintScope scope : scopes) {
            if (checkedIn(kind, scope) && uses.getOrDefault(place(scope, model, name), 0) > 1) {
                context.diagnostics()
                        .attribute(
                                attribute,
                                "The given constraint name `" + name
                                        + "` has to be unique in the following namespace: " + reach(scope, model)
                                        + ". Please provide a different name using the `map` argument.",
                                span);
            }
        }
    }

    /** Where a table's names are shared with its foreign keys, the key or the foreign key is told and not the index. */
    private static boolean checkedIn(ConstraintKind kind, ConstraintScope scope) {
        boolean sharedWithForeignKeys = scope.perTable() && scope.kinds().contains(ConstraintKind.FOREIGN_KEY);
        return scope.kinds().contains(kind) && !(kind == ConstraintKind.INDEX && sharedWithForeignKeys);
    }

    private static String reach(ConstraintScope scope, ResolvedModel model) {
        boolean key = scope.kinds().contains(ConstraintKind.PRIMARY_KEY);
        boolean index = scope.kinds().contains(ConstraintKind.INDEX);
        boolean foreignKey = scope.kinds().contains(ConstraintKind.FOREIGN_KEY);
        boolean defaultValue = scope.kinds().contains(ConstraintKind.DEFAULT);
        String kinds;
        if (defaultValue) {
            kinds = "primary keys, foreign keys and default constraints";
        } else if (key && foreignKey) {
            kinds = "primary key, indexes, unique constraints and foreign keys";
        } else if (key) {
            kinds = "primary key, indexes and unique constraints";
        } else if (index) {
            kinds = "indexes and unique constraints";
        } else {
            kinds = "foreign keys";
        }
        return (scope.perTable() ? "on model `" + model.name() + "` for " : "global for ") + kinds;
    }

    /** Check that the client gets no two names that are the same for one model. */
    void checkClientName(ResolvedModel model, Optional<String> name, String attribute, Span span) {
        if (name.isPresent() && clientNames.getOrDefault(List.of(model.name(), name.get()), 0) > 1) {
            context.diagnostics()
                    .attribute(
                            attribute,
                            "The given custom name `" + name.get()
                                    + "` has to be unique on the model. Please provide a different name for the `name`"
                                    + " argument.",
                            span);
        }
    }
}
