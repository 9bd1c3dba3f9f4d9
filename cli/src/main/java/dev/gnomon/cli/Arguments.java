package dev.gnomon.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The options and operands of one invocation. */
final class Arguments {

    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final List<String> operands = new ArrayList<>();

    private Arguments() {}

    /**
     * Read a command line: {@code --name value}, {@code --name=value}, {@code -n value}, flags, and after
     * {@code --} only operands.
     *
     * @throws UsageException for what the command does not have
     */
    static Arguments parse(CommandDescription command, List<String> line) throws UsageException {
        Arguments arguments = new Arguments();
        boolean operandsOnly = false;
        for (int i = 0; i < line.size(); i++) {
            String word = line.get(i);
            if (operandsOnly || !word.startsWith("-") || word.equals("-")) {
                arguments.addOperand(command, word);
            } else if (word.equals("--")) {
                operandsOnly = true;
            } else {
                int equals = word.startsWith("--") ? word.indexOf('=') : -1;
                String name = equals < 0 ? word : word.substring(0, equals);
                Option option = option(command, name);
                if (!option.takesValue()) {
                    if (equals >= 0) {
                        throw new UsageException("option does not take a value: " + name);
                    }
                    arguments.add(option, "");
                } else if (equals >= 0) {
                    arguments.add(option, word.substring(equals + 1));
                } else if (i + 1 < line.size() && (!line.get(i + 1).startsWith("-") || line.get(i + 1).equals("-"))) {
                    arguments.add(option, line.get(++i));
                } else {
                    throw new UsageException("option requires argument: " + name);
                }
            }
        }
        return arguments;
    }

    private static Option option(CommandDescription command, String word) throws UsageException {
        for (Option option : command.options()) {
            if (word.equals("--" + option.name()) || word.equals("-" + option.shortName())) {
                return option;
            }
        }
        throw new UsageException("unknown or unexpected option: " + word);
    }

    private void add(Option option, String value) {
        values.computeIfAbsent(option.name(), name -> new ArrayList<>()).add(value);
    }

    private void addOperand(CommandDescription command, String word) throws UsageException {
        if (command.operands().isEmpty()) {
            throw new UsageException("unknown or unexpected argument: " + word);
        }
        operands.add(word);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** The value of an option; of several the last. */
    Optional<String> value(String name) {
        List<String> all = values.get(name);
        return all == null ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    List<String> operands() {
        return operands;
    }
}
