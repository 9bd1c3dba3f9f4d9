package dev.gnomon.schema.resolution;

import dev.gnomon.engine.model.SortOrder;
import dev.gnomon.schema.syntax.Argument;
import dev.gnomon.schema.syntax.Arguments;
import dev.gnomon.schema.syntax.Attribute;
import dev.gnomon.schema.syntax.Expression;
import dev.gnomon.schema.syntax.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The arguments of one attribute: each is asked for by name, and what nobody asked for does not belong there. */
final class ArgumentReader {

    /** Stands for the argument that has no name. */
    private static final String UNNAMED = "";

    private final Attribute attribute;
    private final DiagnosticCollector diagnostics;
    private final Map<String, Argument> unused = new LinkedHashMap<>();

    ArgumentReader(Attribute attribute, DiagnosticCollector diagnostics) {
        this.attribute = attribute;
        this.diagnostics = diagnostics;
        List<String> severalUnnamed = new ArrayList<>();
        for (Argument argument : attribute.arguments().map(Arguments::items).orElse(List.of())) {
            String name = argument.name().map(identifier -> identifier.name()).orElse(UNNAMED);
            Argument earlier = unused.put(name, argument);
            if (earlier == null) {
                continue;
            }
            if (name.equals(UNNAMED)) {
                if (severalUnnamed.isEmpty()) {
                    severalUnnamed.add(Expressions.text(earlier.value()));
                }
                severalUnnamed.add(Expressions.text(argument.value()));
            } else {
                diagnostics.error("Argument \"" + name + "\" is already specified.", argument.span());
            }
        }
        if (!severalUnnamed.isEmpty()) {
            complain("You provided multiple unnamed arguments. This is not possible. Did you forget the brackets?"
                    + " Did you mean `[" + String.join(", ", severalUnnamed) + "]`?");
        }
    }

    Attribute attribute() {
        return attribute;
    }

    Span span() {
        return attribute.span();
    }

    /** Complain about the attribute as a whole. */
    void complain(String message) {
        diagnostics.attribute("@" + attribute.name(), message, attribute.span());
    }

    /** Ask for an argument that may be missing. */
    Optional<Expression> optional(String name) {
        return Optional.ofNullable(unused.remove(name)).map(Argument::value);
    }

    /** Ask for the argument whose name may be left out; complains where it is missing. */
    Optional<Expression> byDefault(String name) {
        boolean any = unused.containsKey(name) || unused.containsKey(UNNAMED);
        if (!any) {
            diagnostics.error("Argument \"" + name + "\" is missing.", attribute.span());
        }
        return optionalByDefault(name);
    }

    /** Ask for the argument whose name may be left out and that may be missing. */
    Optional<Expression> optionalByDefault(String name) {
        Argument named = unused.remove(name);
        Argument unnamed = unused.remove(UNNAMED);
        if (named != null && unnamed != null) {
            diagnostics.error("Argument \"" + name + "\" is already specified as unnamed argument.", named.span());
            return Optional.empty();
        }
        return Optional.ofNullable(named != null ? named : unnamed).map(Argument::value);
    }

    /** Read a text that must not be empty. */
    Optional<String> nonEmptyString(String name) {
        Optional<String> value = optional(name).flatMap(expression -> Expressions.string(expression, diagnostics));
        if (value.isPresent() && value.get().isEmpty()) {
            complain("The `" + name + "` argument cannot be an empty string.");
            return Optional.empty();
        }
        return value;
    }

    Optional<Boolean> bool(String name) {
        return optional(name).flatMap(expression -> Expressions.bool(expression, diagnostics));
    }

    Optional<String> constant(String name) {
        return optional(name).flatMap(expression -> Expressions.constant(expression, diagnostics));
    }

    Optional<Integer> length() {
        return optional("length")
                .flatMap(expression -> Expressions.integer(expression, diagnostics))
                .filter(number -> number >= 0 && number <= Integer.MAX_VALUE)
                .map(Long::intValue);
    }

    Optional<SortOrder> sort() {
        Optional<String> order = constant("sort");
        if (order.isEmpty()) {
            return Optional.empty();
        }
        return switch (order.get()) {
            case "Asc" -> Optional.of(SortOrder.ASCENDING);
            case "Desc" -> Optional.of(SortOrder.DESCENDING);
            default -> {
                complain("The `sort` argument can only be `Asc` or `Desc` you provided: " + order.get() + ".");
                yield Optional.empty();
            }
        };
    }

    /** Complain about arguments that nobody asked for. */
    void finish() {
        for (Argument argument : unused.values()) {
            diagnostics.error("No such argument.", argument.span());
        }
    }
}
