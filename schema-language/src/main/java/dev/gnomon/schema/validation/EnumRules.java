package dev.gnomon.schema.validation;

import dev.gnomon.engine.dialect.Capability;
import dev.gnomon.schema.resolution.NamespaceReference;
import dev.gnomon.schema.resolution.ResolvedEnum;
import dev.gnomon.schema.target.EnumStorage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rules about enums. */
final class EnumRules {

    private final RuleContext context;

    EnumRules(RuleContext context) {
        this.context = context;
    }

    void check() {
        EnumStorage storage = context.target().enumStorage();
        if (storage != EnumStorage.NONE) {
            checkDatabaseNames();
        }
        boolean usesNamespaces =
                context.flaws().knowsDatasource() && context.can(Capability.NAMESPACES) && context.listsNamespaces();
        for (ResolvedEnum definition : context.schema().enums()) {
            if (!context.flaws().isSound(definition.name())) {
                continue;
            }
            if (storage == EnumStorage.NONE) {
                context.diagnostics()
                        .validation(
                                "You defined the enum `" + definition.name()
                                        + "`. But the current connector does not support enums.",
                                definition.syntax().span());
            }
            ModelRules.checkNamespaceExists(context, definition.namespace());
            if (usesNamespaces && definition.namespace().isEmpty()) {
                context.diagnostics()
                        .error(
                                "This enum is missing an `@@schema` attribute.",
                                definition.syntax().span());
            }
        }
    }

    private void checkDatabaseNames() {
        Set<List<String>> names = new HashSet<>();
        for (ResolvedEnum definition : context.schema().enums()) {
            String namespace =
                    definition.namespace().map(NamespaceReference::name).orElse("");
            if (context.flaws().isSound(definition.name())
                    && !names.add(List.of(namespace, definition.databaseName()))) {
                context.diagnostics()
                        .error(
                                "An enum with the same database name is already defined.",
                                definition.syntax().span());
            }
        }
    }
}
