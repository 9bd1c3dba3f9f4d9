package dev.gnomon.schema.resolution;

import dev.gnomon.schema.syntax.Argument;
import dev.gnomon.schema.syntax.Arguments;
import dev.gnomon.schema.syntax.Attribute;
import dev.gnomon.schema.syntax.Expression;
import dev.gnomon.schema.syntax.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The attributes of a field, value or block: each is asked for by name, and what nobody asked for is unknown. */
final class AttributeSet {

    private final List<Attribute> attributes;
    private final DiagnosticCollector diagnostics;

    /** Whether somebody asked for the attribute at the same place. */
    private final boolean[] used;

    AttributeSet(List<Attribute> attributes, DiagnosticCollector diagnostics) {
        this.attributes = attributes;
        this.diagnostics = diagnostics;
        this.used = new boolean[attributes.size()];
    }

    /** Ask for an attribute that may occur once; empty as well where it occurs twice or cannot be read. */
    Optional<ArgumentReader> single(String name) {
        int found = 0;
        int first = -1;
        for (int index = 0; index < used.length; index++) {
            if (attributes.get(index).name().equals(name)) {
                used[index] = true;
                first = first < 0 ? index : first;
                found++;
            }
        }
        if (found > 1) {
            for (Attribute attribute : attributes) {
                if (attribute.name().equals(name)) {
                    diagnostics.error("Attribute \"@" + name + "\" can only be defined once.", attribute.span());
                }
            }
            return Optional.empty();
        }
        return found == 0 ? Optional.empty() : reader(attributes.get(first));
    }

    /** Ask for all attributes of a name that may be repeated. */
    List<ArgumentReader> repeated(String name) {
        List<ArgumentReader> readers = new ArrayList<>();
        for (int index = 0; index < used.length; index++) {
            if (attributes.get(index).name().equals(name) && !used[index]) {
                used[index] = true;
                reader(attributes.get(index)).ifPresent(readers::add);
            }
        }
        return readers;
    }

    /** Ask for the native type, the attribute with a dot. */
    Optional<Attribute> dotted() {
        Optional<Attribute> found = Optional.empty();
        for (int index = 0; index < attributes.size(); index++) {
            Attribute attribute = attributes.get(index);
            if (attribute.isDotted()) {
                used[index] = true;
                if (found.isPresent()) {
                    String prefix =
                            attribute.name().substring(0, attribute.name().indexOf('.'));
                    diagnostics.error("Attribute \"@" + prefix + "\" can only be defined once.", attribute.span());
                }
                found = Optional.of(attribute);
            }
        }
        return found;
    }

    /** Complain about attributes that nobody asked for. */
    void finish() {
        for (int index = 0; index < used.length; index++) {
            if (!used[index]) {
                Attribute attribute = attributes.get(index);
                diagnostics.error("Attribute not known: \"@" + attribute.name() + "\".", attribute.span());
            }
        }
    }

    private Optional<ArgumentReader> reader(Attribute attribute) {
        if (attribute.arguments().isPresent()
                && !areReasonable(attribute, attribute.arguments().get())) {
            return Optional.empty();
        }
        return Optional.of(new ArgumentReader(attribute, diagnostics));
    }

    private boolean areReasonable(Attribute attribute, Arguments outer) {
        List<Arguments> all = new ArrayList<>();
        all.add(outer);
        for (Argument argument : outer.items()) {
            if (argument.value() instanceof Expression.FunctionCall call) {
                all.add(call.arguments());
            }
        }
        boolean reasonable = true;
        for (Arguments arguments : all) {
            reasonable &= arguments.incomplete().isEmpty();
            complainAboutIncomplete("@" + attribute.name(), arguments);
            for (Argument argument : arguments.items()) {
                if (argument.value() instanceof Expression.ArrayLiteral array) {
                    for (Expression element : array.elements()) {
                        if (element instanceof Expression.FunctionCall call) {
                            complainAboutIncomplete("@@" + attribute.name(), call.arguments());
                        }
                    }
                }
            }
            arguments
                    .trailingComma()
                    .ifPresent(comma -> diagnostics.attribute(
                            "@" + attribute.name(),
                            "Trailing commas are not valid in attribute arguments, please remove the comma.",
                            comma));
        }
        return reasonable;
    }

    private void complainAboutIncomplete(String attribute, Arguments arguments) {
        for (Identifier name : arguments.incomplete()) {
            diagnostics.attribute(attribute, "The `" + name.name() + "` argument is missing a value.", name.span());
        }
    }
}
