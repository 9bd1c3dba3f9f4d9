package dev.gnomon.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the values of other variables in place of {@code $NAME} and {@code ${NAME}} as Prisma does in the
 * {@code .env} files it finds itself. A backslash in front keeps the dollar sign; a variable that is not
 * set becomes nothing, or the default in {@code ${NAME:-default}} and {@code ${NAME-default}}, which may hold
 * references itself; {@code ${NAME:+text}} is the text where the variable is set. The process's own variables win.
 */
final class DotenvExpansion {

    /** What longer chains of variables, or variables that name themselves, are cut at. */
    private static final int DEEPEST = 32;

    /** What no value of a settings file needs; keeps doubling references from filling the memory. */
    private static final int LONGEST = 1 << 20;

    /** What is longer is no default, but a brace that was never closed. */
    private static final int LONGEST_DEFAULT = 4096;

    /** How many references of one file are followed; no written file has as many. */
    private static final int MOST_REFERENCES = 10_000;

    private static final List<String> OPERATORS = List.of(":-", "-", ":+", "+");

    private final Map<String, String> values;
    private final Environment environment;
    private int references;

    private DotenvExpansion(Map<String, String> values, Environment environment) {
        this.values = values;
        this.environment = environment;
    }

    /** The values with their references replaced, in the same order. */
    static Map<String, String> expand(Map<String, String> values, Environment environment) {
        DotenvExpansion expansion = new DotenvExpansion(values, environment);
        Map<String, String> expanded = new LinkedHashMap<>();
        int total = 0;
        for (Map.Entry<String, String> entry : values.entrySet()) {
            String value = total > LONGEST ? entry.getValue() : expansion.expand(entry.getValue(), 0);
            total += value.length();
            expanded.put(entry.getKey(), value);
        }
        return expanded;
    }

    private String expand(String value, int depth) {
        int dollar = value.indexOf('$');
        if (dollar < 0 || depth > DEEPEST) {
            return value;
        }
        StringBuilder result = new StringBuilder(value.length());
        int position = 0;
        while (dollar >= 0 && result.length() < LONGEST) {
            if (dollar > position && value.charAt(dollar - 1) == '\\') {
                result.append(value, position, dollar - 1).append('$');
                position = dollar + 1;
            } else {
                result.append(value, position, dollar);
                position = reference(value, dollar, depth, result);
            }
            dollar = value.indexOf('$', position);
        }
        return result.append(value, position, value.length()).toString();
    }

    private String lookUp(String name, int depth) {
        if (references++ > MOST_REFERENCES) {
            return "";
        }
        if (environment.isSet(name)) {
            return expand(environment.get(name).orElse(""), depth + 1);
        }
        return expand(Optional.ofNullable(values.get(name)).orElse(""), depth + 1);
    }

    /** Replaces one reference; gives the place after it. */
    private int reference(String value, int dollar, int depth, StringBuilder result) {
        boolean braced = dollar + 1 < value.length() && value.charAt(dollar + 1) == '{';
        int start = dollar + (braced ? 2 : 1);
        int end = start;
        while (end < value.length() && isNamePart(value.charAt(end))) {
            end++;
        }
        if (braced && end > start) {
            for (String operator : OPERATORS) {
                int close = value.startsWith(operator, end) ? closing(value, end) : -1;
                if (close >= 0) {
                    String set = lookUp(value.substring(start, end), depth);
                    String other = value.substring(end + operator.length(), close);
                    if (operator.endsWith("+")) {
                        result.append(set.isEmpty() ? "" : expand(other, depth + 1));
                    } else {
                        result.append(set.isEmpty() ? expand(other, depth + 1) : set);
                    }
                    return close + 1;
                }
            }
        }
        boolean closed = braced && end < value.length() && value.charAt(end) == '}';
        if (end == start || (braced && !closed)) {
            result.append('$');
            return dollar + 1;
        }
        result.append(lookUp(value.substring(start, end), depth));
        return closed ? end + 1 : end;
    }

    /** The brace that ends a reference, behind those of the references in it; below 0 where there is none. */
    private static int closing(String value, int from) {
        int open = 1;
        int farthest = Math.min(value.length(), from + LONGEST_DEFAULT);
        for (int at = from; at < farthest; at++) {
            if (value.startsWith("${", at)) {
                open++;
            } else if (value.charAt(at) == '}' && --open == 0) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isNamePart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
}
