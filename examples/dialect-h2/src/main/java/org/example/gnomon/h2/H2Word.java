package org.example.gnomon.h2;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A word or sign of a statement, without spaces and comments.
 *
 * @param text a word in upper case, the content of quotes as it is, or a sign
 */
record H2Word(Kind kind, String text, int line) {

    enum Kind {
        WORD,
        NAME,
        TEXT,
        SIGN
    }

    boolean is(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    boolean isSign(char sign) {
        return kind == Kind.SIGN && text.charAt(0) == sign;
    }

    /** Take a script apart; any input gives some list. */
    static List<H2Word> of(String sql, int firstLine) {
        return new Reader(sql, firstLine).all();
    }

    private static final class Reader {

        private final String sql;
        private final List<H2Word> words = new ArrayList<>();
        private int position;
        private int line;

        Reader(String sql, int firstLine) {
            this.sql = sql;
            this.line = firstLine;
        }

        List<H2Word> all() {
            while (position < sql.length()) {
                char c = sql.charAt(position);
                if (sql.startsWith("--", position) || sql.startsWith("//", position)) {
                    skipTo(sql.indexOf('\n', position), 0);
                } else if (sql.startsWith("/*", position)) {
                    skipComment();
                } else if (sql.startsWith("$$", position)) {
                    quoted(Kind.TEXT, "$$");
                } else if (c == '\'') {
                    quoted(Kind.TEXT, "'");
                } else if (c == '"' || c == '`') {
                    quoted(Kind.NAME, String.valueOf(c));
                } else if (isPart(c)) {
                    int end = position;
                    while (end < sql.length() && isPart(sql.charAt(end))) {
                        end++;
                    }
                    words.add(new H2Word(Kind.WORD, sql.substring(position, end).toUpperCase(Locale.ROOT), line));
                    position = end;
                } else {
                    if (!Character.isWhitespace(c)) {
                        words.add(new H2Word(Kind.SIGN, String.valueOf(c), line));
                    }
                    skipTo(position, 1);
                }
            }
            return words;
        }

        private static boolean isPart(char c) {
            return c == '_' || Character.isLetterOrDigit(c);
        }

        /** Two quotes in a row end a text and begin another, which comes to the same here. */
        private void quoted(Kind kind, String quote) {
            int start = position + quote.length();
            int end = sql.indexOf(quote, start);
            words.add(new H2Word(kind, sql.substring(start, end < 0 ? sql.length() : end), line));
            skipTo(end, quote.length());
        }

        private void skipComment() {
            int open = 0;
            do {
                int change = sql.startsWith("/*", position) ? 1 : sql.startsWith("*/", position) ? -1 : 0;
                open += change;
                skipTo(position, change == 0 ? 1 : 2);
            } while (open > 0 && position < sql.length());
        }

        private void skipTo(int index, int length) {
            int end = index < 0 ? sql.length() : Math.min(sql.length(), index + length);
            for (; position < end; position++) {
                if (sql.charAt(position) == '\n') {
                    line++;
                }
            }
        }
    }
}
