package dev.gnomon.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Makes up texts by the rules of a file, each line of which is {@code name = alternative | alternative}. An alternative is
 * a row of quoted texts and of names of rules; {@code name*} stands for a few, {@code name?} for one or none.
 */
final class Grammar {

    private static final int DEEPEST = 12;
    private static final int MOST_REPETITIONS = 6;
    private static final int LONGEST = 4000;

    /**
     * A part of an alternative.
     *
     * @param text the text itself, or the name of a rule
     */
    private record Part(boolean literal, String text, char repeated) {}

    private final Map<String, List<List<Part>>> rules;

    private Grammar(Map<String, List<List<Part>>> rules) {
        this.rules = rules;
    }

    /** The grammar of that name among the tests' resources. */
    static Grammar named(String name) {
        try (InputStream file = Grammar.class.getResourceAsStream("/fuzz-grammar/" + name + ".txt")) {
            Map<String, List<List<Part>>> rules = new HashMap<>();
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .forEach(line -> rules.put(line.substring(0, line.indexOf(" = ")), alternatives(line)));
            Grammar grammar = new Grammar(rules);
            grammar.check(name);
            return grammar;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<List<Part>> alternatives(String line) {
        List<List<Part>> alternatives = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        int at = line.indexOf(" = ") + 3;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == ' ') {
                at++;
            } else if (c == '|') {
                alternatives.add(parts);
                parts = new ArrayList<>();
                at++;
            } else if (c == '\'' || c == '"') {
                StringBuilder text = new StringBuilder();
                at = literal(line, at, text);
                parts.add(new Part(true, text.toString(), '1'));
            } else {
                int end = at;
                while (end < line.length() && Character.isLetterOrDigit(line.charAt(end))) {
                    end++;
                }
                boolean marked = end < line.length() && "*?".indexOf(line.charAt(end)) >= 0;
                parts.add(new Part(false, line.substring(at, end), marked ? line.charAt(end) : '1'));
                at = end + (marked ? 1 : 0);
            }
        }
        alternatives.add(parts);
        return alternatives;
    }

    private static int literal(String line, int from, StringBuilder text) {
        char quote = line.charAt(from);
        int at = from + 1;
        while (line.charAt(at) != quote || line.charAt(at - 1) == '\\' && line.charAt(at - 2) != '\\') {
            char c = line.charAt(at);
            if (c == '\\') {
                at++;
                char escaped = line.charAt(at);
                switch (escaped) {
                    case 'n' -> text.append('\n');
                    case 'r' -> text.append('\r');
                    case 't' -> text.append('\t');
                    case '\\', '\'', '"' -> text.append(escaped);
                    case 'u' -> {
                        text.append((char) Integer.parseInt(line.substring(at + 1, at + 5), 16));
                        at += 4;
                    }
                    default -> throw new IllegalArgumentException(line.substring(from));
                }
            } else {
                text.append(c);
            }
            at++;
        }
        return at + 1;
    }

    private void check(String name) {
        rules.values()
                .forEach(alternatives -> alternatives.forEach(parts -> parts.forEach(part -> {
                    if (!part.literal() && !rules.containsKey(part.text())) {
                        throw new IllegalArgumentException(name + " has no rule " + part.text());
                    }
                })));
    }

    /** A text that follows the rules, as far as it does not get too long. */
    String text(Random random) {
        StringBuilder text = new StringBuilder();
        expand("start", text, random, 0);
        return text.toString();
    }

    /** A text of the rule for pieces, which spoil other texts. */
    String piece(Random random) {
        StringBuilder text = new StringBuilder();
        expand("piece", text, random, 0);
        return text.toString();
    }

    private void expand(String rule, StringBuilder text, Random random, int depth) {
        List<List<Part>> alternatives = rules.get(rule);
        List<Part> chosen = alternatives.get(depth < DEEPEST ? random.nextInt(alternatives.size()) : 0);
        for (Part part : chosen) {
            if (part.literal()) {
                text.append(part.text());
            } else if (depth < 2 * DEEPEST && text.length() < LONGEST) {
                int times = switch (part.repeated()) {
                    case '*' -> random.nextInt(MOST_REPETITIONS);
                    case '?' -> random.nextInt(2);
                    default -> 1;
                };
                for (int time = 0; time < times; time++) {
                    expand(part.text(), text, random, depth + 1);
                }
            }
        }
    }
}
