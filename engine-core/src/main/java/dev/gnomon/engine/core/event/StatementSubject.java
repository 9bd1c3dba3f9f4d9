package dev.gnomon.engine.core.event;

import dev.gnomon.engine.event.StatementKind;
import dev.gnomon.engine.model.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a statement of any database says that it does to which table: the words in front are the same in all of them.
 *
 * @param newName what the table is called afterwards, where it is renamed
 */
record StatementSubject(StatementKind kind, ObjectName table, Optional<String> newName) {

    private static final int MOST_WORDS = 24;

    /** Read the first words of a statement; empty if it is about no table. */
    static List<StatementSubject> of(String statement) {
        List<String> words = words(statement);
        Optional<StatementSubject> first = first(words);
        if (first.isEmpty()) {
            return List.of();
        }
        List<StatementSubject> all = new ArrayList<>();
        all.add(first.get());
        StatementKind kind = first.get().kind();
        if (kind == StatementKind.DROP_TABLE || kind == StatementKind.TRUNCATE) {
            for (int at = 0; at < words.size(); at++) {
                if (words.get(at).equals(",")) {
                    named(kind, words, at + 1).ifPresent(all::add);
                }
            }
        }
        return all;
    }

    private static Optional<StatementSubject> first(List<String> words) {
        int at = 0;
        String verb = word(words, at++);
        return switch (verb) {
            case "CREATE" ->
                table(
                        StatementKind.CREATE_TABLE,
                        words,
                        skip(words, at, "GLOBAL", "LOCAL", "TEMPORARY", "TEMP", "UNLOGGED"));
            case "DROP" -> table(StatementKind.DROP_TABLE, words, skip(words, at, "TEMPORARY"));
            case "TRUNCATE" -> named(StatementKind.TRUNCATE, words, skip(words, at, "TABLE"));
            case "DELETE" ->
                named(StatementKind.DELETE, words, skip(words, at, "LOW_PRIORITY", "QUICK", "IGNORE", "FROM"));
            case "UPDATE" -> named(StatementKind.UPDATE, words, skip(words, at, "LOW_PRIORITY", "IGNORE"));
            case "INSERT" -> named(StatementKind.INSERT, words, skip(words, at, "IGNORE", "INTO"));
            case "RENAME" -> word(words, at).equals("TABLE") ? renamed(words, at + 1) : Optional.empty();
            case "ALTER" -> word(words, at).equals("TABLE") ? altered(words, at + 1) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<StatementSubject> table(StatementKind kind, List<String> words, int at) {
        return word(words, at).equals("TABLE") ? named(kind, words, at + 1) : Optional.empty();
    }

    private static Optional<StatementSubject> altered(List<String> words, int from) {
        Name name = name(words, skip(words, from, "IF", "EXISTS", "ONLY"));
        if (name == null) {
            return Optional.empty();
        }
        List<String> rest = words.subList(name.next(), words.size());
        String action = word(rest, 0);
        String what = word(rest, 1);
        if (action.equals("RENAME") && (what.equals("TO") || what.equals("AS"))) {
            Name target = name(rest, 2);
            return Optional.of(new StatementSubject(
                    StatementKind.RENAME_TABLE,
                    name.name(),
                    Optional.ofNullable(target).map(to -> to.name().name())));
        }
        boolean dropsSomethingElse = List.of("CONSTRAINT", "INDEX", "KEY", "PRIMARY", "FOREIGN", "CHECK", "PARTITION")
                .contains(what);
        boolean addsSomethingElse = List.of(
                        "CONSTRAINT",
                        "INDEX",
                        "KEY",
                        "PRIMARY",
                        "FOREIGN",
                        "CHECK",
                        "UNIQUE",
                        "FULLTEXT",
                        "SPATIAL",
                        "PARTITION")
                .contains(what);
        StatementKind kind = switch (action) {
            case "DROP" -> dropsSomethingElse ? StatementKind.ALTER_TABLE : StatementKind.DROP_COLUMN;
            case "ADD" -> addsSomethingElse ? StatementKind.ALTER_TABLE : StatementKind.ADD_COLUMN;
            case "ALTER", "MODIFY", "CHANGE" -> StatementKind.ALTER_COLUMN;
            default -> StatementKind.ALTER_TABLE;
        };
        boolean dropsLater = kind != StatementKind.DROP_COLUMN && dropsColumn(rest);
        return Optional.of(
                new StatementSubject(dropsLater ? StatementKind.DROP_COLUMN : kind, name.name(), Optional.empty()));
    }

    /** One statement may make several changes: the gravest one counts. */
    private static boolean dropsColumn(List<String> words) {
        for (int i = 0; i + 2 < words.size(); i++) {
            if (words.get(i).equals(",")
                    && word(words, i + 1).equals("DROP")
                    && word(words, i + 2).equals("COLUMN")) {
                return true;
            }
        }
        return false;
    }

    private static Optional<StatementSubject> renamed(List<String> words, int from) {
        Name name = name(words, from);
        if (name == null || !word(words, name.next()).equals("TO")) {
            return Optional.empty();
        }
        Name target = name(words, name.next() + 1);
        return Optional.of(new StatementSubject(
                StatementKind.RENAME_TABLE,
                name.name(),
                Optional.ofNullable(target).map(to -> to.name().name())));
    }

    private static Optional<StatementSubject> named(StatementKind kind, List<String> words, int from) {
        Name name = name(words, skip(words, from, "IF", "NOT", "EXISTS", "ONLY"));
        return name == null ? Optional.empty() : Optional.of(new StatementSubject(kind, name.name(), Optional.empty()));
    }

    private record Name(ObjectName name, int next) {}

    private static @Nullable Name name(List<String> words, int from) {
        if (from >= words.size() || words.get(from).isEmpty()) {
            return null;
        }
        List<String> parts = new ArrayList<>();
        int at = from;
        parts.add(unquoted(words.get(at++)));
        while (at + 1 < words.size() && words.get(at).equals(".")) {
            parts.add(unquoted(words.get(at + 1)));
            at += 2;
        }
        String table = parts.get(parts.size() - 1);
        if (table.isEmpty()) {
            return null;
        }
        Optional<String> namespace =
                parts.size() > 1 ? Optional.of(parts.get(parts.size() - 2)) : Optional.<String>empty();
        return new Name(new ObjectName(namespace, table), at);
    }

    private static String unquoted(String word) {
        char first = word.charAt(0);
        if (word.length() < 2 || (first != '"' && first != '`' && first != '[')) {
            return word;
        }
        String quote = first == '[' ? "]" : String.valueOf(first);
        return word.substring(1, word.length() - 1).replace(quote + quote, quote);
    }

    private static String word(List<String> words, int at) {
        return at < words.size() ? words.get(at).toUpperCase(Locale.ROOT) : "";
    }

    private static int skip(List<String> words, int from, String... skipped) {
        int at = from;
        while (at < words.size() && List.of(skipped).contains(word(words, at))) {
            at++;
        }
        return at;
    }

    /** The first words, names in their quotes, and every other character for itself; comments left out. */
    private static List<String> words(String statement) {
        List<String> words = new ArrayList<>();
        int at = 0;
        int end = statement.length();
        while (at < end && (words.size() < MOST_WORDS || isReadWhole(words.get(0)))) {
            char c = statement.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (statement.startsWith("--", at) || c == '#') {
                int line = statement.indexOf('\n', at);
                at = line < 0 ? end : line + 1;
            } else if (statement.startsWith("/*", at)) {
                int close = statement.indexOf("*/", at + 2);
                at = close < 0 ? end : close + 2;
            } else if (c == '"' || c == '`' || c == '[') {
                int close = closing(statement, at, c == '[' ? ']' : c);
                words.add(statement.substring(at, close));
                at = close;
            } else if (isNamePart(c)) {
                int from = at;
                while (at < end && isNamePart(statement.charAt(at))) {
                    at++;
                }
                words.add(statement.substring(from, at));
            } else {
                words.add(String.valueOf(c));
                at++;
            }
        }
        return words;
    }

    /** Those that change the structure may name what they destroy at their end; rows that are written may be many. */
    private static boolean isReadWhole(String verb) {
        return List.of("DROP", "TRUNCATE", "ALTER").contains(verb.toUpperCase(Locale.ROOT));
    }

    private static int closing(String statement, int open, char quote) {
        for (int at = open + 1; at < statement.length(); at++) {
            if (statement.charAt(at) == quote) {
                if (at + 1 < statement.length() && statement.charAt(at + 1) == quote) {
                    at++;
                } else {
                    return at + 1;
                }
            }
        }
        return statement.length();
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }
}
