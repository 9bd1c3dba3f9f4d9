package dev.gnomon.config;

import dev.gnomon.config.ScriptToken.Kind;
import java.util.List;
import java.util.Set;

/** A place among the words of a JavaScript or TypeScript file, and ways on from there. */
class ScriptCursor {

    /** Words that begin a statement, where nobody has ended the one before. */
    private static final Set<String> STATEMENTS = Set.of(
            "import",
            "export",
            "const",
            "let",
            "var",
            "type",
            "interface",
            "function",
            "module",
            "class",
            "if",
            "try",
            "for",
            "while",
            "switch",
            "throw",
            "return");

    private static final Set<String> CONTINUATIONS = Set.of(
            "as", "satisfies", "in", "of", "instanceof", "extends", "implements", "from", "else", "catch", "finally");

    private static final Set<String> CLOSING = Set.of(")", "]", "}");

    private final List<ScriptToken> tokens;
    private int next;

    ScriptCursor(List<ScriptToken> tokens) {
        this.tokens = tokens;
    }

    ScriptToken at(int position) {
        return tokens.get(position);
    }

    ScriptToken peek() {
        return tokens.get(next);
    }

    ScriptToken peek(int ahead) {
        return tokens.get(Math.min(next + ahead, tokens.size() - 1));
    }

    ScriptToken advance() {
        ScriptToken token = tokens.get(next);
        if (token.kind() != Kind.END) {
            next++;
        }
        return token;
    }

    /** Where the next word is, for {@link #moveTo}. */
    int position() {
        return next;
    }

    void moveTo(int position) {
        next = position;
    }

    boolean acceptMark(String mark) {
        boolean there = peek().isMark(mark);
        if (there) {
            advance();
        }
        return there;
    }

    static boolean closes(ScriptToken token) {
        return token.kind() == Kind.MARK && CLOSING.contains(token.text());
    }

    /** Passes over everything up to the end of a statement; brackets are passed over whole. */
    void skipStatement() {
        if (!acceptMark(";")) {
            skipBalanced();
            skipRest();
        }
    }

    /** The same for a statement of which words were read. */
    void skipRest() {
        while (peek().kind() != Kind.END && !peek().isMark("}") && !startsStatement(peek())) {
            if (acceptMark(";")) {
                return;
            }
            skipBalanced();
        }
    }

    /** Whether a word on a new line begins a statement: where it could not belong to what is before it. */
    private boolean startsStatement(ScriptToken token) {
        if (!token.newLineBefore() || token.kind() != Kind.NAME) {
            return false;
        }
        ScriptToken before = at(Math.max(0, next - 1));
        boolean complete = before.kind() != Kind.MARK || closes(before);
        return STATEMENTS.contains(token.text()) || (complete && !CONTINUATIONS.contains(token.text()));
    }

    /** Passes over one word, or a bracket with all that is in it. */
    void skipBalanced() {
        int open = 0;
        do {
            ScriptToken token = advance();
            if (token.isMark("(") || token.isMark("[") || token.isMark("{")) {
                open++;
            } else if (closes(token)) {
                open--;
            }
        } while (open > 0 && peek().kind() != Kind.END);
    }
}
