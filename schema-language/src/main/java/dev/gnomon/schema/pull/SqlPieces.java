package dev.gnomon.schema.pull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Cuts a query into pieces: words, texts, signs. */
final class SqlPieces {

    /**
     * A piece of a query.
     *
     * @param text        as it is written in the end: words of SQL in capitals
     * @param role        of a word of SQL or a parenthesis
     * @param spaceBefore white space stands in front of it
     * @param isComment   it is a comment to the end of its line
     */
    record Piece(String text, Optional<SqlWords.Role> role, boolean spaceBefore, boolean isComment) {

        boolean is(SqlWords.Role other) {
            return role.isPresent() && role.get() == other;
        }
    }

    private static final String[] SIGNS = {
        "!~~*", "->>", "#>>", "!~~", "!~*", "~~*", "::", "||", "<>", "!=", "<=", ">=", "==", "->", "#>", "@>", "<@",
        "~~", "~*", "!~", "!<", "!>", ":="
    };

    private final String sql;
    private final List<Piece> pieces = new ArrayList<>();
    private int position;
    private boolean spaceBefore;

    private SqlPieces(String sql) {
        this.sql = sql;
    }

    static List<Piece> of(String sql) {
        return new SqlPieces(sql).read();
    }

    private List<Piece> read() {
        while (position < sql.length()) {
            char character = sql.charAt(position);
            if (Character.isWhitespace(character)) {
                spaceBefore = true;
                position++;
            } else if (sql.startsWith("--", position)) {
                add(sql.substring(position, lineEnd()).stripTrailing(), Optional.empty(), true);
            } else if (sql.startsWith("/*", position)) {
                add(through("*/"), Optional.empty(), false);
            } else if (character == '\'' || character == '"' || character == '`') {
                add(quoted(character), Optional.empty(), false);
            } else if (character == '[') {
                add(through("]"), Optional.empty(), false);
            } else if (character == '(') {
                add("(", Optional.of(SqlWords.Role.OPENING), false);
            } else if (character == ')') {
                add(")", Optional.of(SqlWords.Role.CLOSING), false);
            } else if (isWordCharacter(character)) {
                addWord();
            } else {
                add(sign(), Optional.empty(), false);
            }
        }
        return pieces;
    }

    private void add(String text, Optional<SqlWords.Role> role, boolean isComment) {
        pieces.add(new Piece(text, role, spaceBefore, isComment));
        position += text.length();
        spaceBefore = false;
    }

    private int lineEnd() {
        int end = sql.indexOf('\n', position);
        return end < 0 ? sql.length() : end;
    }

    private String through(String closing) {
        int end = sql.indexOf(closing, position + 1);
        return sql.substring(position, end < 0 ? sql.length() : end + closing.length());
    }

    /** A doubled quote does not end the text. */
    private String quoted(char quote) {
        int end = position + 1;
        while (end < sql.length()) {
            if (sql.charAt(end) == quote) {
                if (end + 1 < sql.length() && sql.charAt(end + 1) == quote) {
                    end++;
                } else {
                    return sql.substring(position, end + 1);
                }
            }
            end++;
        }
        return sql.substring(position);
    }

    private String sign() {
        for (String sign : SIGNS) {
            if (sql.startsWith(sign, position)) {
                return sign;
            }
        }
        return sql.substring(position, position + 1);
    }

    private static boolean isWordCharacter(char character) {
        return Character.isLetterOrDigit(character) || character == '_' || character == '$' || character == '@';
    }

    private int wordEnd(int start) {
        int end = start;
        while (end < sql.length() && (isWordCharacter(sql.charAt(end)) || isDecimalPoint(start, end))) {
            end++;
        }
        return end;
    }

    private boolean isDecimalPoint(int start, int at) {
        return sql.charAt(at) == '.'
                && Character.isDigit(sql.charAt(start))
                && at + 1 < sql.length()
                && Character.isDigit(sql.charAt(at + 1));
    }

    /** A word behind a dot is a name, whatever it looks like. */
    private void addWord() {
        String word = sql.substring(position, wordEnd(position));
        boolean isName = !pieces.isEmpty() && pieces.getLast().text().equals(".");
        String capitals = word.toUpperCase(Locale.ROOT);
        if (!isName) {
            for (String phrase : SqlWords.phrasesFrom(capitals)) {
                int end = phraseEnd(phrase);
                if (end > 0) {
                    int start = position;
                    add(phrase, SqlWords.role(phrase), false);
                    position = start + (end - start);
                    return;
                }
            }
        }
        Optional<SqlWords.Role> role = isName ? Optional.empty() : SqlWords.role(capitals);
        int start = position;
        add(role.isPresent() ? capitals : word, role, false);
        position = start + word.length();
    }

    /** Where a phrase ends that stands here, its words apart by any white space; 0 if it does not. */
    private int phraseEnd(String phrase) {
        int at = position;
        for (String word : phrase.split(" ", -1)) {
            while (at < sql.length() && Character.isWhitespace(sql.charAt(at))) {
                at++;
            }
            int end = wordEnd(at);
            if (!sql.substring(at, end).equalsIgnoreCase(word)) {
                return 0;
            }
            at = end;
        }
        return at;
    }
}
