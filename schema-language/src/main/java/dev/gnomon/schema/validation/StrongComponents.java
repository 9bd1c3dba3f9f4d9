package dev.gnomon.schema.validation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The parts of a graph within which every node leads to every other; found without recursion. */
final class StrongComponents {

    private final Map<String, List<String>> targets;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final Map<String, Integer> lowest = new HashMap<>();
    private final Map<String, Integer> components = new HashMap<>();
    private final Deque<String> pending = new ArrayDeque<>();

    private record Visit(String node, Iterator<String> rest) {}

    StrongComponents(Map<String, List<String>> targets) {
        this.targets = targets;
        targets.keySet().forEach(this::visit);
    }

    /** Give each node's component; equal numbers are one component. */
    Map<String, Integer> components() {
        return components;
    }

    private void visit(String root) {
        if (indexes.containsKey(root)) {
            return;
        }
        Deque<Visit> visits = new ArrayDeque<>();
        visits.push(enter(root));
        while (!visits.isEmpty()) {
            Visit visit = visits.element();
            if (visit.rest().hasNext()) {
                String next = visit.rest().next();
                if (!indexes.containsKey(next)) {
                    visits.push(enter(next));
                } else if (!components.containsKey(next)) {
                    lowest.merge(visit.node(), indexes.getOrDefault(next, 0), Math::min);
                }
            } else {
                visits.pop();
                leave(visit.node());
                if (!visits.isEmpty()) {
                    lowest.merge(visits.element().node(), lowest.getOrDefault(visit.node(), 0), Math::min);
                }
            }
        }
    }

    private Visit enter(String node) {
        indexes.put(node, indexes.size());
        lowest.put(node, indexes.size() - 1);
        pending.push(node);
        return new Visit(node, targets.getOrDefault(node, List.of()).iterator());
    }

    private void leave(String node) {
        int component = indexes.getOrDefault(node, 0);
        if (lowest.getOrDefault(node, 0) != component) {
            return;
        }
        String member;
        do {
            member = pending.pop();
            components.put(member, component);
        } while (!member.equals(node));
    }
}
