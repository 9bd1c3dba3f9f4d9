package dev.gnomon.schema.validation;

import dev.gnomon.engine.dialect.SchemaFeature;
import dev.gnomon.engine.model.ReferentialAction;
import dev.gnomon.schema.resolution.ResolvedModel;
import dev.gnomon.schema.resolution.ResolvedRelation;
import dev.gnomon.schema.resolution.ResolvedRelationField;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Referential actions go round in no circle and reach no table on several paths, where the database or the client
 * cannot cope with that. A relation counts if any of its actions is not {@code NoAction}.
 */
final class ReferentialCycleRules {

    private final RuleContext context;
    private final boolean checkCycles;
    private final boolean checkPaths;
    private final Map<String, List<Edge>> edges = new LinkedHashMap<>();
    private final Map<String, Integer> components;
    private final Set<String> leadingToSelfRelations;

    /** A complete relation, from the model with the foreign key. */
    private record Edge(ResolvedRelation relation, ResolvedRelationField field, boolean modifies) {
        String from() {
            return relation.referencing();
        }

        String to() {
            return relation.referenced();
        }
    }

    ReferentialCycleRules(RuleContext context) {
        this.context = context;
        boolean cyclesAllowed = context.supports(SchemaFeature.CYCLIC_REFERENTIAL_ACTIONS);
        boolean known = context.flaws().knowsDatasource();
        this.checkCycles = known && (!cyclesAllowed || !context.usesForeignKeys());
        this.checkPaths = known && !cyclesAllowed && context.usesForeignKeys();
        if (checkCycles) {
            for (ResolvedRelation relation : context.schema().relations()) {
                if (relation.forwardField().isPresent() && relation.backField().isPresent()) {
                    Edge edge = edge(relation);
                    edges.computeIfAbsent(edge.from(), model -> new ArrayList<>())
                            .add(edge);
                }
            }
        }
        this.components = new StrongComponents(modifyingTargets()).components();
        this.leadingToSelfRelations = leadingToSelfRelations();
    }

    private Edge edge(ResolvedRelation relation) {
        ResolvedRelationField field = context.forward(relation).orElseThrow();
        ResolvedModel referencing = context.model(relation.referencing());
        boolean modifies = context.onDelete(field, referencing) != ReferentialAction.NO_ACTION
                || context.onUpdate(field) != ReferentialAction.NO_ACTION;
        return new Edge(relation, field, modifies);
    }

    private Map<String, List<String>> modifyingTargets() {
        Map<String, List<String>> targets = new LinkedHashMap<>();
        edges.forEach((model, ofModel) -> targets.put(
                model, ofModel.stream().filter(Edge::modifies).map(Edge::to).toList()));
        return targets;
    }

    private Set<String> leadingToSelfRelations() {
        Map<String, List<String>> sources = new HashMap<>();
        Deque<String> open = new ArrayDeque<>();
        Set<String> found = new HashSet<>();
        edges.values().stream()
                .flatMap(Collection::stream)
                .filter(Edge::modifies)
                .forEach(edge -> {
                    sources.computeIfAbsent(edge.to(), model -> new ArrayList<>())
                            .add(edge.from());
                    if (edge.relation().isSelfRelation() && found.add(edge.from())) {
                        open.add(edge.from());
                    }
                });
        while (!open.isEmpty()) {
            for (String source : sources.getOrDefault(open.remove(), List.of())) {
                if (found.add(source)) {
                    open.add(source);
                }
            }
        }
        return found;
    }

    void check(ResolvedRelation relation) {
        if (!checkCycles
                || relation.forwardField().isEmpty()
                || relation.backField().isEmpty()) {
            return;
        }
        Edge edge = edge(relation);
        if (edge.modifies()) {
            checkCycle(edge);
            if (checkPaths) {
                checkPaths(edge);
            }
        }
    }

    /** A path of relations, linked backwards. */
    private record Path(Edge edge, @Nullable Path before) {}

    private void checkCycle(Edge start) {
        boolean inCycle = components.getOrDefault(start.from(), -1).equals(components.getOrDefault(start.to(), -2));
        if (!inCycle && !leadingToSelfRelations.contains(start.to())) {
            return;
        }
        Set<ResolvedRelationField> visited = new HashSet<>();
        Deque<Path> open = new ArrayDeque<>();
        open.push(new Path(start, null));
        while (!open.isEmpty()) {
            Path path = open.pop();
            Edge edge = path.edge();
            visited.add(edge.field());
            if (!edge.modifies()) {
                continue;
            }
            if (edge.relation().isSelfRelation()) {
                complain(
                        start,
                        "A self-relation must have `onDelete` and `onUpdate` referential actions set to `NoAction` in one"
                                + " of the @relation attributes.");
                return;
            }
            if (edge.to().equals(start.from())) {
                complain(
                        start,
                        "Reference causes a cycle. One of the @relation attributes in this cycle must have `onDelete` and"
                                + " `onUpdate` referential actions set to `NoAction`. Cycle path: " + cyclePath(path)
                                + ".");
                return;
            }
            for (Edge next : edges.getOrDefault(edge.to(), List.of())) {
                if (!visited.contains(next.field())) {
                    open.push(new Path(next, path));
                }
            }
        }
    }

    private static String cyclePath(Path last) {
        List<String> steps = new ArrayList<>();
        for (Path path = last; path != null; path = path.before()) {
            steps.addFirst(path.edge().from() + "." + path.edge().field().name());
        }
        return String.join(" → ", steps);
    }

    private void checkPaths(Edge start) {
        List<Edge> fromParent = edges.getOrDefault(start.from(), List.of()).stream()
                .filter(Edge::modifies)
                .toList();
        if (fromParent.size() < 2) {
            return;
        }
        Map<String, Set<String>> seen = new LinkedHashMap<>();
        for (Edge edge : fromParent) {
            seen.put(edge.field().name(), reachable(edge));
        }
        Set<String> ofStart = seen.remove(start.field().name());
        if (ofStart == null) {
            return;
        }
        TreeSet<String> several = new TreeSet<>();
        for (Set<String> ofOther : seen.values()) {
            ofStart.stream().filter(ofOther::contains).forEach(several::add);
        }
        if (several.isEmpty()) {
            return;
        }
        String models = several.stream().map(model -> "`" + model + "`").collect(Collectors.joining(", "));
        complain(
                start,
                "When any of the records in " + (several.size() == 1 ? "model " : "models ") + models
                        + (several.size() == 1 ? " is" : " are")
                        + " updated or deleted, the referential actions on the relations cascade to model `"
                        + start.from()
                        + "` through multiple paths. Please break one of these paths by setting the `onUpdate` and"
                        + " `onDelete` to `NoAction`.");
    }

    /** Find the models that a relation's modifications come from, not through the relation's own model. */
    private Set<String> reachable(Edge start) {
        Set<String> found = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        if (!start.to().equals(start.from())) {
            found.add(start.to());
            open.add(start.to());
        }
        while (!open.isEmpty()) {
            for (Edge edge : edges.getOrDefault(open.remove(), List.of())) {
                if (edge.modifies() && !edge.to().equals(start.from()) && found.add(edge.to())) {
                    open.add(edge.to());
                }
            }
        }
        return found;
    }

    private void complain(Edge start, String message) {
        ResolvedModel referencing = context.model(start.from());
        ReferentialAction onDelete = context.onDelete(start.field(), referencing);
        ReferentialAction onUpdate = context.onUpdate(start.field());
        List<String> implicit = new ArrayList<>();
        if (start.field().onDelete().isEmpty() && onDelete != ReferentialAction.NO_ACTION) {
            implicit.add("`onDelete`: `" + RelationFieldRules.name(onDelete) + "`");
        }
        if (start.field().onUpdate().isEmpty() && onUpdate != ReferentialAction.NO_ACTION) {
            implicit.add("`onUpdate`: `" + RelationFieldRules.name(onUpdate) + "`");
        }
        context.diagnostics()
                .validation(
                        message
                                + (implicit.isEmpty()
                                        ? ""
                                        : " (Implicit default " + String.join(", and ", implicit) + ")")
                                + " Read more at https://pris.ly/d/cyclic-referential-actions",
                        start.field().syntax().span());
    }
}
