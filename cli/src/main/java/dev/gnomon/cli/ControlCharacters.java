package dev.gnomon.cli;

/**
 * Makes text from databases and files fit for a terminal: what would move the cursor, change the title or
 * reorder the line becomes a visible sign.
 */
final class ControlCharacters {

    private static final char ESCAPE = '\u001B';

    private ControlCharacters() {}

    /**
     * Replace control characters other than line breaks and tabs.
     *
     * @param keepColours let the escape sequences that choose a colour pass; else they are left out
     */
    static String tame(String text, boolean keepColours) {
        int first = firstUnsafe(text);
        if (first < 0) {
            return text;
        }
        StringBuilder result = new StringBuilder(text.length());
        result.append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ESCAPE) {
                int end = colourEnd(text, i);
                if (end > 0) {
                    result.append(keepColours ? text.substring(i, end) : "");
                    i = end - 1;
                    continue;
                }
            }
            result.append(isUnsafe(c) ? visible(c) : c);
        }
        return result.toString();
    }

    private static int firstUnsafe(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isUnsafe(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isUnsafe(char c) {
        return (c < ' ' && c != '\n' && c != '\t')
                || (c >= '\u007F' && c <= '\u009F')
                || (c >= '\u202A' && c <= '\u202E')
                || (c >= '\u2066' && c <= '\u2069');
    }

    private static char visible(char c) {
        if (c < ' ') {
            return (char) ('\u2400' + c);
        }
        return c == '\u007F' ? '\u2421' : '\uFFFD';
    }

    /** The place after an escape sequence that only chooses a colour, or -1. */
    private static int colourEnd(String text, int start) {
        int i = start + 1;
        if (i >= text.length() || text.charAt(i) != '[') {
            return -1;
        }
        for (i++; i < text.length() && i < start + 16; i++) {
            char c = text.charAt(i);
            if (c == 'm') {
                return i + 1;
            }
            if (c != ';' && (c < '0' || c > '9')) {
                return -1;
            }
        }
        return -1;
    }
}
