package dev.gnomon.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The options and operands of one invocation.
 *
 * @param given    the options by name, with the value of each; of several the last; empty for a flag
 * @param operands what is no option
 */
record Arguments(Map<String, Optional<String>> given, List<String> operands) {

    /**
     * Read a command line: {@code --name value}, {@code --name=value}, {@code -n value}, flags, and after
     * {@code --} only operands.
     *
     * @throws UsageException for what the command does not have
     */
    static Arguments parse(CommandDescription command, List<String> line) throws UsageException {
        Map<String, Optional<String>> given = new LinkedHashMap<>();
        List<String> operands = new ArrayList<>();
        int at = 0;
        while (at < line.size()) {
            String word = line.get(at++);
            if (word.equals("--")) {
                operands.addAll(line.subList(at, line.size()));
                break;
            }
            if (!looksLikeOption(word)) {
                operands.add(word);
                continue;
            }
            int equals = word.indexOf('=');
            String typed = equals < 0 ? word : word.substring(0, equals);
            Option option = find(command, typed);
            if (!option.takesValue()) {
                if (equals >= 0) {
                    throw new UsageException("option takes no argument: --" + option.name());
                }
                given.put(option.name(), Optional.empty());
            } else if (equals >= 0) {
                given.put(option.name(), Optional.of(word.substring(equals + 1)));
            } else if (at < line.size() && !looksLikeOption(line.get(at))) {
                given.put(option.name(), Optional.of(line.get(at++)));
            } else {
                throw new UsageException("option requires argument: --" + option.name());
            }
        }
        if (command.operands().isEmpty() && !operands.isEmpty()) {
            throw new UsageException("unknown or unexpected option: " + operands.get(0));
        }
        return new Arguments(given, operands);
    }

    /** A single dash is a value: many programs take it for standard input. */
    private static boolean looksLikeOption(String word) {
        return word.length() > 1 && word.charAt(0) == '-';
    }

    private static Option find(CommandDescription command, String typed) throws UsageException {
        for (Option option : command.options()) {
            if (typed.equals("--" + option.name())
                    || !option.shortName().isEmpty() && typed.equals("-" + option.shortName())) {
                return option;
            }
        }
        throw new UsageException("unknown or unexpected option: " + typed);
    }

    boolean has(String name) {
        return given.containsKey(name);
    }

    /** The value of an option; of several the last; empty for a flag. */
    Optional<String> value(String name) {
        return given.getOrDefault(name, Optional.empty());
    }
}
