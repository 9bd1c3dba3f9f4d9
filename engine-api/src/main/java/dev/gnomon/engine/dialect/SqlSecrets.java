package dev.gnomon.engine.dialect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the secrets in a text that holds SQL of any database, or a part of it.
 *
 * <p>Looks for the words that secrets follow and reads on from there, whatever stands around them: they are found in
 * comments, within the text of a statement that a function runs, and in the half of a statement that a server quotes.
 * Errs on the side of hiding too much.
 */
final class SqlSecrets {

    /** Words, or ends of words, that a secret follows. */
    private static final Pattern WORD = Pattern.compile("(?i)(?<![A-Za-z0-9_])[@A-Za-z0-9_]*"
            + "(?:password|passwd|passphrase|pwd|secret|secret_?key|access_?key|account_?key|api_?key|shared_?access_?signature"
            + "|token|key_source|identity_value|(?<![A-Za-z0-9_])identity|(?<![A-Za-z0-9_])identified|(?<![A-Za-z0-9_])(?:re|hex|text|hexre)?key"
            + "|sp_[a-z]*(?:srvlogin|login|password|approle|linkedserver)|openrowset|opendatasource)(?![A-Za-z0-9_])");

    private static final Pattern URL_USER = Pattern.compile("(?i)(?<=[a-z0-9+.-]{1,30}://)[^\\s'\"`]*@");

    /** What may stand between the word and its secret. */
    private static final Set<String> BETWEEN = Set.of("by", "as", "to", "using", "encrypted", "password");

    /** What follows an equals sign in SQL and is no secret. */
    private static final Set<String> NO_VALUES =
            Set.of("null", "default", "true", "false", "expire", "never", "current", "password", "old_password");

    private static final String NO_PART_OF_A_VALUE = ";,)}&'\"`<>|";

    private final String text;
    private final List<Range> found = new ArrayList<>();

    /**
     * A secret's place.
     *
     * @param quoted whether the quotes belong to it
     */
    record Range(int start, int end, boolean quoted) {}

    private SqlSecrets(String text) {
        this.text = text;
    }

    /** The places of all secrets, in order, none within another one. */
    static List<Range> in(String text) {
        SqlSecrets secrets = new SqlSecrets(text);
        Matcher words = WORD.matcher(text);
        while (words.find()) {
            secrets.after(words.group().toLowerCase(Locale.ROOT), words.start(), words.end());
        }
        if (text.contains("://")) {
            Matcher users = URL_USER.matcher(text);
            while (users.find()) {
                secrets.found.add(new Range(users.start(), users.end() - 1, false));
            }
        }
        return merged(secrets.found);
    }

    private static List<Range> merged(List<Range> ranges) {
        List<Range> merged = new ArrayList<>();
        for (Range range :
                ranges.stream().sorted(Comparator.comparingInt(Range::start)).toList()) {
            int last = merged.size() - 1;
            if (last >= 0 && range.start() < merged.get(last).end()) {
                Range before = merged.get(last);
                merged.set(last, new Range(before.start(), Math.max(before.end(), range.end()), before.quoted()));
            } else {
                merged.add(range);
            }
        }
        return merged;
    }

    private void after(String word, int start, int end) {
        if (word.startsWith("sp_") || word.startsWith("open")) {
            everyLiteral(end);
        } else if (word.equals("identified")) {
            identified(end);
        } else if (word.equals("identity")) {
            int at = trivia(end);
            if (is(at, "=")) {
                value(trivia(at + 1), false);
            }
        } else if (word.matches("(re|hex|text|hexre)?key")) {
            key(word, start, end);
        } else {
            secret(start, end);
        }
    }

    /** {@code PASSWORD 'x'}, {@code password = 'x'}, {@code "password", 'x'}, {@code password=x}, {@code PASSWORD FOR u = 'x'}. */
    private void secret(int start, int end) {
        int at = end;
        boolean quotedWord = start > 0
                && at < text.length()
                && "'\"`[".indexOf(text.charAt(start - 1)) >= 0
                && text.charAt(at) == (text.charAt(start - 1) == '[' ? ']' : text.charAt(start - 1));
        at = trivia(quotedWord ? at + 1 : at);
        if (wordAt(at).equals("for")) {
            int equals = text.indexOf('=', at);
            int statement = text.indexOf(';', at);
            if (equals < 0 || (statement >= 0 && statement < equals)) {
                return;
            }
            at = equals;
        }
        boolean assigned = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '=' || c == ':' || (c == '>' && assigned) || (c == ',' && quotedWord && !assigned)) {
                assigned = true;
                at = trivia(at + 1);
            } else if (c == '(') {
                at = trivia(at + 1);
            } else if (BETWEEN.contains(wordAt(at))) {
                at = trivia(at + wordAt(at).length());
            } else {
                break;
            }
        }
        int behind = value(at, assigned);
        if (behind > at && wordAt(trivia(behind)).equals("replace")) {
            value(trivia(trivia(behind) + "replace".length()), false);
        }
    }

    /** {@code IDENTIFIED [WITH plugin] BY|AS|USING ['x']}, and what comes after it up to the next user. */
    private void identified(int end) {
        int at = trivia(end);
        while (at < text.length()) {
            String word = wordAt(at);
            switch (word) {
                case "with", "via", "or" -> {
                    at = trivia(at + word.length());
                    int plugin = wordAt(at).isEmpty()
                            ? literalEnd(at)
                            : at + wordAt(at).length();
                    if (plugin <= at) {
                        return;
                    }
                    at = trivia(plugin);
                }
                case "by", "as", "using", "replace" -> {
                    at = trivia(at + word.length());
                    while (wordAt(at).equals("password") || is(at, "(")) {
                        at = trivia(at + Math.max(1, wordAt(at).length()));
                    }
                    int behind = value(at, false);
                    if (behind == at) {
                        return;
                    }
                    at = trivia(behind);
                    if (is(at, ")")) {
                        at = trivia(at + 1);
                    }
                }
                default -> {
                    return;
                }
            }
        }
    }

    /** {@code PRAGMA key = 'x'}, {@code ATTACH … KEY 'x'}; not the keys that other columns and functions have. */
    private void key(String word, int start, int end) {
        String before = text.substring(Math.max(0, start - 80), start).toLowerCase(Locale.ROOT);
        boolean pragma = before.matches("(?s).*\\bpragma\\s+(\\w+\\s*\\.\\s*)?");
        int at = trivia(end);
        if (pragma && (is(at, "=") || is(at, "("))) {
            value(trivia(at + 1), true);
        } else if (word.equals("key") && (is(at, "'") || is(at, "x'") || is(at, "X'"))) {
            value(at, false);
        }
    }

    /** The literals of a call to the end of the statement. */
    private void everyLiteral(int from) {
        int at = from;
        int open = 0;
        while (at < text.length() && (open > 0 || text.charAt(at) != ';')) {
            char c = text.charAt(at);
            int behind = literalEnd(at);
            if (behind > at) {
                found.add(new Range(at, behind, true));
                at = behind;
            } else if (c == ')' && --open <= 0) {
                return;
            } else {
                open += c == '(' ? 1 : 0;
                at++;
            }
        }
    }

    /**
     * Hide what stands here, with what is joined to it.
     *
     * @param bare whether it may be without quotes, as in a connection string
     * @return the place behind it; the same where there is nothing to hide
     */
    private int value(int from, boolean bare) {
        int behind = literalEnd(from);
        if (behind == from) {
            return bare ? bareValue(from) : from;
        }
        found.add(new Range(from, behind, true));
        while (true) {
            int next = trivia(behind);
            if (is(next, "||")) {
                next = trivia(next + 2);
            } else if (is(next, "+")) {
                next = trivia(next + 1);
            }
            int end = literalEnd(next);
            if (end == next) {
                return behind;
            }
            found.add(new Range(next, end, true));
            behind = end;
        }
    }

    private int bareValue(int from) {
        if (from >= text.length() || "$?:@".indexOf(text.charAt(from)) >= 0) {
            return from;
        }
        if (text.charAt(from) == '{') {
            int close = text.indexOf('}', from);
            while (close >= 0 && is(close + 1, "}")) {
                close = text.indexOf('}', close + 2);
            }
            int end = close < 0 ? text.length() : close + 1;
            found.add(new Range(from, end, false));
            return end;
        }
        int end = from;
        while (end < text.length()
                && !Character.isWhitespace(text.charAt(end))
                && NO_PART_OF_A_VALUE.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String value = text.substring(from, end).toLowerCase(Locale.ROOT);
        if (end == from || NO_VALUES.contains(value) || value.matches("[a-z_.]+\\(.*")) {
            return from;
        }
        found.add(new Range(from, end, false));
        return end;
    }

    /** Behind the literal that starts here, whatever database it is one of; the same place where none starts. */
    private int literalEnd(int from) {
        int at = from;
        if (at >= text.length()) {
            return from;
        }
        if (is(at, "0x") || is(at, "0X")) {
            int end = at + 2;
            while (end < text.length() && Character.digit(text.charAt(end), 16) >= 0) {
                end++;
            }
            return end;
        }
        if (text.charAt(at) == '$') {
            int tag = at + 1;
            while (tag < text.length() && isWordPart(text.charAt(tag))) {
                tag++;
            }
            if (tag < text.length()
                    && text.charAt(tag) == '$'
                    && (tag == at + 1 || !Character.isDigit(text.charAt(at + 1)))) {
                int close = text.indexOf(text.substring(at, tag + 1), tag + 1);
                return close < 0 ? text.length() : close + tag + 1 - at;
            }
            return from;
        }
        // N'', E'', X'', B'', U&'', _utf8''
        int prefix = at;
        while (prefix < text.length() && (isWordPart(text.charAt(prefix)) || text.charAt(prefix) == '&')) {
            prefix++;
        }
        if (prefix > at) {
            String letters = text.substring(at, prefix).toLowerCase(Locale.ROOT);
            if (!letters.matches("n|e|x|b|u&|_[a-z0-9]+")) {
                return from;
            }
            at = letters.startsWith("_") ? trivia(prefix) : prefix;
        }
        if (is(at, "\\'") || is(at, "\\\"")) {
            // Quotes within a text that a backslash keeps from ending it.
            int close = text.indexOf(text.substring(at, at + 2), at + 2);
            return close < 0 ? text.length() : close + 2;
        }
        if (at >= text.length() || (text.charAt(at) != '\'' && text.charAt(at) != '"')) {
            return from;
        }
        return quotedEnd(at);
    }

    /** Doubled quotes open where the literal stands in another one. Whether a backslash escapes, only its database knows. */
    private int quotedEnd(int at) {
        char quote = text.charAt(at);
        String doubled = String.valueOf(quote).repeat(2);
        if (is(at, doubled)) {
            boolean empty = at + 2 >= text.length()
                    || Character.isWhitespace(text.charAt(at + 2))
                    || ",;)".indexOf(text.charAt(at + 2)) >= 0;
            if (empty) {
                return at + 2;
            }
            if (text.charAt(at + 2) != quote) {
                int close = text.indexOf(doubled, at + 2);
                return close < 0 ? text.length() : close + 2;
            }
        }
        return Math.max(endOf(at, quote, false), endOf(at, quote, true));
    }

    private int endOf(int from, char quote, boolean escapes) {
        for (int at = from + 1; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\' && escapes) {
                at++;
            } else if (c == quote) {
                if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
                    at++;
                } else {
                    return at + 1;
                }
            }
        }
        return text.length();
    }

    /** Behind blanks and comments. */
    private int trivia(int from) {
        int at = from;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (is(at, "--") || is(at, "#")) {
                int end = text.indexOf('\n', at);
                if (end < 0) {
                    return at;
                }
                at = end + 1;
            } else if (is(at, "/*") && text.indexOf("*/", at + 2) >= 0) {
                at = text.indexOf("*/", at + 2) + 2;
            } else {
                return at;
            }
        }
        return at;
    }

    private boolean is(int at, String expected) {
        return text.startsWith(expected, at);
    }

    private String wordAt(int at) {
        int end = at;
        while (end < text.length() && isWordPart(text.charAt(end))) {
            end++;
        }
        return at >= text.length() ? "" : text.substring(at, end).toLowerCase(Locale.ROOT);
    }

    private static boolean isWordPart(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }
}
