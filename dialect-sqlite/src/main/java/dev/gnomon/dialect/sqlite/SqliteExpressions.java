package dev.gnomon.dialect.sqlite;

import java.util.List;
import java.util.Locale;

/** Expressions of defaults, of checks and of the conditions of partial indexes. */
final class SqliteExpressions {

    private SqliteExpressions() {}

    /** Whether two expressions are the same but for spaces, comments, outer parentheses and the case of words. */
    static boolean same(String left, String right) {
        return normalized(left).equals(normalized(right));
    }

    /** The text of an expression without comments and parentheses around it; empty where there is nothing else. */
    static String withoutParentheses(String sql) {
        List<SqliteToken> tokens = inner(sql);
        return tokens.isEmpty()
                ? ""
                : sql.substring(tokens.getFirst().start(), tokens.getLast().end());
    }

    private static List<SqliteToken> inner(String sql) {
        List<SqliteToken> tokens = SqliteTokens.significant(sql);
        while (tokens.size() > 2 && SqliteTokens.closingParenthesis(tokens, 0) == tokens.size() - 1) {
            tokens = tokens.subList(1, tokens.size() - 1);
        }
        return tokens;
    }

    private static List<String> normalized(String sql) {
        return inner(sql).stream()
                .map(token -> switch (token.kind()) {
                    case WORD, NUMBER, BLOB -> token.text().toLowerCase(Locale.ROOT);
                    case QUOTED_NAME, STRING, SIGN, SPACE, COMMENT -> token.text();
                })
                .toList();
    }

    /** Whether an expression is one constant, with a sign or without. */
    static boolean isConstant(String sql) {
        List<SqliteToken> tokens = SqliteTokens.significant(sql);
        boolean signed = tokens.size() == 2 && tokens.get(0).isSign();
        return (tokens.size() == 1 || signed)
                && tokens.get(tokens.size() - 1).kind() != SqliteToken.Kind.WORD
                && tokens.get(tokens.size() - 1).isConstant();
    }

    /** An expression as SQLite takes it: all but constants need parentheses. */
    static String inParentheses(String sql) {
        String text = sql.trim();
        List<SqliteToken> tokens = SqliteTokens.significant(text);
        boolean stands = switch (tokens.size()) {
            case 0 -> true;
            // A bare word is a text to SQLite, unless it is a keyword of its own meaning.
            case 1 -> tokens.get(0).isConstant() || tokens.get(0).kind() == SqliteToken.Kind.WORD;
            case 2 -> tokens.get(0).isSign() && tokens.get(1).kind() == SqliteToken.Kind.NUMBER;
            default -> SqliteTokens.closingParenthesis(tokens, 0) == tokens.size() - 1;
        };
        return stands ? sql : "(" + sql + ")";
    }
}
