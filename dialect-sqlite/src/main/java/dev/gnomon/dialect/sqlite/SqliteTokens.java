package dev.gnomon.dialect.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts SQL text into tokens by SQLite's rules; any text gives some list that joins to that text again. */
final class SqliteTokens {
    private final String sql;
    private int position;

    private SqliteTokens(String sql) {
        this.sql = sql;
    }

    static List<SqliteToken> of(String sql) {
        SqliteTokens tokens = new SqliteTokens(sql);
        List<SqliteToken> result = new ArrayList<>(sql.length() / 4 + 1);
        while (tokens.position < sql.length()) {
            result.add(tokens.next());
        }
        return result;
    }

    /** The tokens without spaces and comments. */
    static List<SqliteToken> significant(String sql) {
        return of(sql).stream().filter(SqliteToken::isSignificant).toList();
    }

    /**
     * The index of the token that closes the parenthesis at {@code open}.
     *
     * @return -1 if there is no opening parenthesis at {@code open} or it is never closed
     */
    static int closingParenthesis(List<SqliteToken> tokens, int open) {
        if (open >= tokens.size() || !tokens.get(open).isSign('(')) {
            return -1;
        }
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            if (tokens.get(i).isSign('(')) {
                depth++;
            } else if (tokens.get(i).isSign(')') && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /** All names and words among tokens, in lower case. */
    static List<String> names(List<SqliteToken> tokens) {
        return tokens.stream()
                .filter(token -> token.kind() == SqliteToken.Kind.WORD || token.kind() == SqliteToken.Kind.QUOTED_NAME)
                .map(token -> token.value().toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    private SqliteToken next() {
        int start = position;
        char c = sql.charAt(start);
        SqliteToken.Kind kind = kindAt(c);
        switch (kind) {
            case SPACE -> skipWhile(SqliteTokens::isSpace);
            case COMMENT -> skipComment(c);
            case STRING -> skipQuoted('\'');
            case QUOTED_NAME -> skipQuoted(c == '[' ? ']' : c);
            case BLOB -> {
                position++;
                skipQuoted('\'');
            }
            case NUMBER -> skipNumber();
            case WORD -> skipWhile(SqliteTokens::isWordPart);
            case SIGN -> position++;
        }
        return new SqliteToken(kind, sql.substring(start, position), start);
    }

    private SqliteToken.Kind kindAt(char c) {
        if (isSpace(c)) {
            return SqliteToken.Kind.SPACE;
        }
        char following = position + 1 < sql.length() ? sql.charAt(position + 1) : ' ';
        return switch (c) {
            case '\'' -> SqliteToken.Kind.STRING;
            case '"', '`', '[' -> SqliteToken.Kind.QUOTED_NAME;
            case '-' -> following == '-' ? SqliteToken.Kind.COMMENT : SqliteToken.Kind.SIGN;
            case '/' -> following == '*' ? SqliteToken.Kind.COMMENT : SqliteToken.Kind.SIGN;
            case 'x', 'X' -> following == '\'' ? SqliteToken.Kind.BLOB : SqliteToken.Kind.WORD;
            case '.' -> isDigit(following) ? SqliteToken.Kind.NUMBER : SqliteToken.Kind.SIGN;
            default ->
                isDigit(c) ? SqliteToken.Kind.NUMBER : isWordPart(c) ? SqliteToken.Kind.WORD : SqliteToken.Kind.SIGN;
        };
    }

    private void skipComment(char first) {
        if (first == '-') {
            int end = sql.indexOf('\n', position);
            position = end < 0 ? sql.length() : end;
        } else {
            int end = sql.indexOf("*/", position + 2);
            position = end < 0 ? sql.length() : end + 2;
        }
    }

    /** Skip to the closing quote; a doubled quote does not close, but for brackets. */
    private void skipQuoted(char close) {
        position++;
        while (position < sql.length()) {
            if (sql.charAt(position++) == close) {
                if (close == ']' || position >= sql.length() || sql.charAt(position) != close) {
                    return;
                }
                position++;
            }
        }
    }

    private void skipNumber() {
        skipWhile(c -> isWordPart(c) || c == '.');
        char last = sql.charAt(position - 1);
        boolean exponent = (last == 'e' || last == 'E')
                && position + 1 < sql.length()
                && (sql.charAt(position) == '+' || sql.charAt(position) == '-')
                && isDigit(sql.charAt(position + 1));
        if (exponent) {
            position++;
            skipWhile(SqliteTokens::isDigit);
        }
    }

    private void skipWhile(CharacterTest test) {
        while (position < sql.length() && test.matches(sql.charAt(position))) {
            position++;
        }
    }

    /** What SQLite takes for space: ASCII only, and the mark that some editors put at the start of a file. */
    static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r') || c == '\uFEFF';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Letters, digits, underscore, dollar sign, and everything beyond ASCII. */
    private static boolean isWordPart(char c) {
        return c == '_' || c == '$' || isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c > 127;
    }

    private interface CharacterTest {
        boolean matches(char c);
    }
}
