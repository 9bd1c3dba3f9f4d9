package dev.gnomon.schema.validation;

import dev.gnomon.schema.resolution.DiagnosticCollector;
import dev.gnomon.schema.resolution.ResolvedManyToMany;
import dev.gnomon.schema.resolution.ResolvedModel;
import dev.gnomon.schema.resolution.ResolvedRelation;
import dev.gnomon.schema.resolution.ResolvedRelationField;
import dev.gnomon.schema.syntax.Diagnostic;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules about which side of a relation says what. */
final class RelationSideRules {

    private static final String ON_ONE_OF_BOTH = " You have to provide it on one of the two fields.";
    private static final String ON_ONE_ONLY = " You have to provide it only on one of the two fields.";

    private final RuleContext context;
    private final DiagnosticCollector diagnostics;

    /** The blocks of the errors seen so far. */
    private final Set<String> faulty = new HashSet<>();

    private int errorsSeen;

    RelationSideRules(RuleContext context) {
        this.context = context;
        this.diagnostics = context.diagnostics();
    }

    /** A field with its model. */
    private record Side(ResolvedModel model, ResolvedRelationField field) {

        boolean hasFields() {
            return !field.fields().orElse(List.of()).isEmpty();
        }

        boolean hasReferences() {
            return !field.references().orElse(List.of()).isEmpty();
        }

        boolean hasActions() {
            return field.onDelete().isPresent() || field.onUpdate().isPresent();
        }

        String place() {
            return "`" + field.name() + "` on Model `" + model.name() + "`";
        }
    }

    void check(ResolvedRelation relation) {
        Optional<Side> forward =
                context.forward(relation).map(field -> new Side(context.model(relation.referencing()), field));
        Optional<Side> back =
                context.back(relation).map(field -> new Side(context.model(relation.referenced()), field));
        if (back.isEmpty()) {
            forward.ifPresent(this::complainAboutMissingOpposite);
        } else if (forward.isEmpty()) {
            complainAboutMissingOpposite(back.get());
        }
        if (relation.oneToOne()) {
            if (forward.isPresent() && back.isPresent()) {
                checkOneToOneArguments(forward.get(), back.get());
                checkOneToOneActions(forward.get(), back.get());
            }
            forward.ifPresent(this::checkUniqueFields);
            if (forward.isPresent() && back.isPresent()) {
                checkOneToOneMixups(forward.get(), back.get());
            }
        } else if (forward.isPresent() && back.isPresent()) {
            checkOneToMany(forward.get(), back.get());
        }
    }

    /** Check that a field has an opposite, where not everything is known of its model but of the other one. */
    void checkOpposite(ResolvedRelation relation) {
        if (relation.backField().isEmpty()) {
            context.forward(relation)
                    .map(field -> new Side(context.model(relation.referencing()), field))
                    .filter(this::certainlyHasNoOpposite)
                    .ifPresent(this::complainAboutMissingOpposite);
        } else if (relation.forwardField().isEmpty()) {
            context.back(relation)
                    .map(field -> new Side(context.model(relation.referenced()), field))
                    .filter(this::certainlyHasNoOpposite)
                    .ifPresent(this::complainAboutMissingOpposite);
        }
    }

    private boolean certainlyHasNoOpposite(Side side) {
        return context.flaws().isSound(side.field().relatedModel())
                && context.flaws().isSound(side.model(), side.field());
    }

    private void complain(Side side, String message) {
        diagnostics.attribute(
                RelationRules.ATTRIBUTE, message, side.field().syntax().span());
    }

    private void complainAboutMissingOpposite(Side side) {
        String container = side.model().syntax().keyword();
        diagnostics.field(
                container,
                side.model().name(),
                side.field().name(),
                "The relation field `" + side.field().name() + "` on " + container + " `"
                        + side.model().name()
                        + "` is missing an opposite relation field on the model `"
                        + side.field().relatedModel()
                        + "`. Either run `prisma format` or add it manually.",
                side.field().syntax().span());
    }

    private static String both(Side first, Side second) {
        return "The relation fields " + first.place() + " and " + second.place();
    }

    private void checkOneToOneArguments(Side forward, Side back) {
        if (!forward.hasFields() && !back.hasFields()) {
            String say = " do not provide the `fields` argument in the @relation attribute." + ON_ONE_OF_BOTH;
            complain(forward, both(forward, back) + say);
            complain(back, both(back, forward) + say);
        }
        if (!forward.hasReferences() && !back.hasReferences()) {
            String say = " do not provide the `references` argument in the @relation attribute." + ON_ONE_OF_BOTH;
            complain(forward, both(forward, back) + say);
            complain(back, both(back, forward) + say);
        }
        if (forward.hasReferences() && back.hasReferences()) {
            String say = both(forward, back) + " both provide the `references` argument in the @relation attribute."
                    + ON_ONE_ONLY;
            complain(forward, say);
            complain(back, say);
        }
        if (forward.hasFields() && back.hasFields()) {
            String say = both(forward, back) + " both provide the `fields` argument in the @relation attribute."
                    + ON_ONE_ONLY;
            complain(forward, say);
            complain(back, say);
        }
    }

    private void checkOneToOneActions(Side forward, Side back) {
        if (forward.hasActions() && back.hasActions()) {
            String say =
                    " both provide the `onDelete` or `onUpdate` argument in the @relation attribute." + ON_ONE_ONLY;
            complain(back, both(back, forward) + say);
            complain(forward, both(forward, back) + say);
        } else if (back.hasActions()) {
            complain(
                    back,
                    "The relation field " + back.place()
                            + " must not specify the `onDelete` or `onUpdate` argument in the @relation attribute. You"
                            + " must only specify it on the opposite field `"
                            + forward.field().name()
                            + "` on model `" + forward.model().name() + "`.");
        }
    }

    private void checkUniqueFields(Side forward) {
        List<List<String>> criteria = context.uniqueCriteria(forward.model());
        if (forward.field().fields().isEmpty()) {
            return;
        }
        List<String> fields = forward.field().fields().get();
        boolean unique = criteria.stream()
                .anyMatch(criterion ->
                        criterion.size() == fields.size() && new HashSet<>(criterion).equals(new HashSet<>(fields)));
        if (!unique) {
            String names = String.join(", ", fields);
            complain(
                    forward,
                    "A one-to-one relation must use unique fields on the defining side. Either add an "
                            + (fields.size() == 1
                                    ? "`@unique` attribute to the field `" + names + "`"
                                    : "`@@unique([" + names + "])` attribute to the model")
                            + ", or change the relation to one-to-many.");
        }
    }

    private boolean areFaulty(Side one, Side other) {
        List<Diagnostic> errors = diagnostics.errors();
        for (; errorsSeen < errors.size(); errorsSeen++) {
            context.flaws().blockName(errors.get(errorsSeen).span()).ifPresent(faulty::add);
        }
        return faulty.contains(one.model().name())
                || faulty.contains(other.model().name());
    }

    private void checkOneToOneMixups(Side forward, Side back) {
        if (areFaulty(forward, back)) {
            return;
        }
        if (forward.hasFields() && back.hasReferences()) {
            String say = "The relation field " + forward.place()
                    + " provides the `fields` argument in the @relation attribute. And the related field "
                    + back.place()
                    + " provides the `references` argument. You must provide both arguments on the same side.";
            complain(forward, say);
            complain(back, say);
        }
        if (forward.hasReferences() && back.hasFields()) {
            complain(
                    forward,
                    "The relation field " + forward.place()
                            + " provides the `references` argument in the @relation attribute. And the related field "
                            + back.place()
                            + " provides the `fields` argument. You must provide both arguments on the same side.");
        }
        if (!areFaulty(forward, back) && back.field().isRequired()) {
            String type = forward.model().name();
            complain(
                    back,
                    "The relation field " + back.place()
                            + " is required. This is not valid because it's not possible to enforce this constraint on"
                            + " the database level. Please change the field type from `" + type + "` to `" + type
                            + "?` to fix this.");
        }
        if (!areFaulty(forward, back)
                && forward.field().isRequired()
                && (back.field().fields().isPresent()
                        || back.field().references().isPresent())) {
            complain(
                    back,
                    "The relation field `" + back.model().name() + "."
                            + back.field().name()
                            + "` defines the `fields` and/or `references` argument. You must set them on the required"
                            + " side of the relation (`" + forward.model().name() + "."
                            + forward.field().name()
                            + "`) in order for the constraints to be enforced. Alternatively, you can change this field"
                            + " to be required and the opposite optional, or make both sides of the relation"
                            + " optional.");
        }
    }

    private void checkOneToMany(Side forward, Side back) {
        String opposite = " You must only specify it on the opposite field `"
                + forward.field().name() + "` on model `" + forward.model().name() + "`";
        if (!forward.hasFields()) {
            complain(
                    forward,
                    "The relation field " + forward.place()
                            + " must specify the `fields` argument in the @relation attribute. You can run `prisma"
                            + " format` to fix this automatically.");
        }
        if (!forward.hasReferences()) {
            complain(
                    forward,
                    "The relation field " + forward.place()
                            + " must specify the `references` argument in the @relation attribute.");
        }
        if (back.hasFields() || back.hasReferences()) {
            complain(
                    back,
                    "The relation field " + back.place()
                            + " must not specify the `fields` or `references` argument in the @relation attribute."
                            + opposite + ".");
        }
        if (back.hasActions()) {
            complain(
                    back,
                    "The relation field " + back.place()
                            + " must not specify the `onDelete` or `onUpdate` argument in the @relation attribute."
                            + opposite + ", or in case of a many to many relation, in an explicit join table.");
        }
    }

    void check(ResolvedManyToMany relation) {
        List<Side> sides = List.of(
                new Side(context.model(relation.modelA()), context.relationField(relation.modelA(), relation.fieldA())),
                new Side(
                        context.model(relation.modelB()), context.relationField(relation.modelB(), relation.fieldB())));
        if (sides.stream().anyMatch(side -> side.field().fields().isPresent())) {
            for (Side side : sides) {
                diagnostics.validation(
                        "Embedded many-to-many relations are not supported on "
                                + context.traits().connectorName()
                                + ". Please use the syntax defined in"
                                + " https://pris.ly/d/relational-database-many-to-many",
                        side.field().syntax().span());
            }
            return;
        }
        if (sides.stream().anyMatch(side -> side.model().isView())) {
            for (Side side : sides) {
                diagnostics.validation(
                        "Implicit many-to-many relations are not supported for views.",
                        side.field().syntax().span());
            }
        }
        sides.forEach(this::checkSingleId);
        for (Side side : sides) {
            String say = "Referential actions on implicit many-to-many relations are not supported";
            side.field().onDelete().ifPresent(use -> diagnostics.validation(say, use.span()));
            side.field().onUpdate().ifPresent(use -> diagnostics.validation(say, use.span()));
        }
        for (Side side : sides) {
            if (side.field().references().isPresent()) {
                complain(
                        side,
                        "Implicit many-to-many relation should not have references argument defined. Either remove it, or"
                                + " change the relation to one-to-many.");
            }
        }
    }

    private void checkSingleId(Side side) {
        ResolvedModel related = context.model(side.field().relatedModel());
        Optional<List<String>> id =
                related.primaryKey().filter(key -> key.fields().size() == 1).map(key -> key.fieldNames());
        if (id.isEmpty()) {
            String container = related.syntax().keyword();
            diagnostics.field(
                    container,
                    side.model().name(),
                    side.field().name(),
                    "The relation field `" + side.field().name() + "` on " + container + " `"
                            + side.model().name() + "` references `" + related.name()
                            + "` which does not have an `@id` field. Models without `@id` cannot be part of a many to"
                            + " many relation. Use an explicit intermediate Model to represent this relationship.",
                    side.field().syntax().span());
        } else if (side.field().references().isPresent()
                && !side.field().references().get().equals(id.get())) {
            diagnostics.validation(
                    "Implicit many-to-many relations must always reference the id field of the related model. Change the"
                            + " argument `references` to use the id field of the related model `" + related.name()
                            + "`. But it is referencing the following fields that are not the id: "
                            + String.join(", ", side.field().references().get()),
                    side.field().syntax().span());
        }
    }
}
