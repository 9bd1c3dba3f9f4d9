package dev.gnomon.schema.validation;

import dev.gnomon.engine.dialect.NameLimit;
import dev.gnomon.schema.resolution.NamespaceReference;
import dev.gnomon.schema.resolution.ResolvedDatasource;
import dev.gnomon.schema.resolution.ResolvedEnum;
import dev.gnomon.schema.resolution.ResolvedModel;
import dev.gnomon.schema.resolution.ResolvedScalarField;
import dev.gnomon.schema.syntax.Attribute;
import dev.gnomon.schema.syntax.BlockAttribute;
import dev.gnomon.schema.syntax.Identifier;
import dev.gnomon.schema.syntax.Span;
import dev.gnomon.schema.target.EnumStorage;
import java.util.List;
import java.util.Locale;

/**
 * Names are no longer than the database keeps. A server that cuts them would have another name than the schema from then
 * on, and each migration would take the one for new and the other for gone.
 */
final class NameLengthRules {

    private static final String MAP = "map";

    private final RuleContext context;
    private final NameLimit limit;

    private NameLengthRules(RuleContext context, NameLimit limit) {
        this.context = context;
        this.limit = limit;
    }

    static void check(RuleContext context) {
        context.traits().names().nameLimit().ifPresent(limit -> new NameLengthRules(context, limit).check());
    }

    private void check() {
        context.schema().datasource().map(ResolvedDatasource::namespaces).orElse(List.of()).stream()
                .filter(namespace -> !limit.allows(namespace.name()))
                .forEach(this::complain);
        for (ResolvedModel model : context.schema().models()) {
            if (!model.isView() && context.isSound(model)) {
                check(model);
            }
        }
        if (context.target().enumStorage() == EnumStorage.NAMED_TYPE) {
            context.schema().enums().stream()
                    .filter(definition -> context.flaws().isSound(definition.name()))
                    .forEach(this::check);
        }
    }

    private void complain(NamespaceReference namespace) {
        complain("namespace", namespace.name(), namespace.span(), "Give the namespace a shorter name.");
    }

    private void check(ResolvedModel model) {
        check(
                "table",
                model.databaseName(),
                ofBlock(model.syntax().attributes(), model.syntax().name()),
                "@@map");
        for (ResolvedScalarField field : model.scalarFields()) {
            check(
                    "column",
                    field.databaseName(),
                    of(field.syntax().attributes(), field.syntax().name()),
                    "@map");
        }
    }

    private void check(ResolvedEnum definition) {
        check(
                "enum",
                definition.databaseName(),
                ofBlock(definition.syntax().attributes(), definition.syntax().name()),
                "@@map");
        for (ResolvedEnum.EnumValue value : definition.values()) {
            check(
                    "enum value",
                    value.databaseName(),
                    of(value.syntax().attributes(), value.syntax().name()),
                    "@map");
        }
    }

    private void check(String what, String name, Span span, String attribute) {
        if (!limit.allows(name)) {
            complain(what, name, span, "Shorten it with `" + attribute + "`.");
        }
    }

    private void complain(String what, String name, Span span, String remedy) {
        context.diagnostics()
                .validation(
                        "The name of the " + what + " `" + name + "` is too long: it has " + limit.lengthOf(name)
                                + ", and "
                                + context.traits().connectorName() + " keeps " + limit.maximum() + " "
                                + limit.unit().name().toLowerCase(Locale.ROOT) + " of a name. " + remedy,
                        span);
    }

    private static Span ofBlock(List<BlockAttribute> attributes, Identifier name) {
        return of(attributes.stream().map(BlockAttribute::attribute).toList(), name);
    }

    /** Where the name is written: in a map, or as the name itself. */
    private static Span of(List<Attribute> attributes, Identifier name) {
        return attributes.stream()
                .filter(attribute -> attribute.name().equals(MAP))
                .findFirst()
                .map(Attribute::span)
                .orElse(name.span());
    }
}
