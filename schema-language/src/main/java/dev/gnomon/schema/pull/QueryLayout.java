package dev.gnomon.schema.pull;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Lays a query out for reading: each clause on a line of its own with its items indented below it, words
 * of SQL in capitals, short parentheses in one line.
 */
final class QueryLayout {

    private static final int LONGEST_INLINE_BLOCK = 50;

    /** What a step of the indentation is for. */
    private enum Step {
        CLAUSE,
        BLOCK
    }

    private final List<SqlPieces.Piece> pieces;
    private final StringBuilder text = new StringBuilder();
    private final Deque<Step> indentation = new ArrayDeque<>();
    private int inlineDepth;
    private String lastWord = "";

    private QueryLayout(List<SqlPieces.Piece> pieces) {
        this.pieces = pieces;
    }

    /** Lay a query out and end it with a semicolon. */
    static String of(String sql) {
        String query = sql.strip();
        return new QueryLayout(SqlPieces.of(query.endsWith(";") ? query : query + ";")).lay();
    }

    private String lay() {
        for (int i = 0; i < pieces.size(); i++) {
            SqlPieces.Piece piece = pieces.get(i);
            if (piece.isComment()) {
                text.append(piece.text());
                newLine();
            } else if (piece.role().isPresent()) {
                layWord(piece, i);
            } else {
                laySign(piece);
            }
        }
        return text.toString().strip();
    }

    private void layWord(SqlPieces.Piece piece, int index) {
        switch (piece.role().orElseThrow()) {
            case CLAUSE -> {
                leaveClause();
                newLine();
                indentation.push(Step.CLAUSE);
                text.append(piece.text());
                newLine();
                lastWord = piece.text();
            }
            case COMBINATION -> {
                leaveClause();
                newLine();
                text.append(piece.text());
                newLine();
                lastWord = piece.text();
            }
            case LINE -> {
                newLine();
                withSpace(piece.text());
                lastWord = piece.text();
            }
            case WORD -> {
                withSpace(piece.text());
                lastWord = piece.text();
            }
            case OPENING -> open(piece, index);
            case CLOSING -> close(piece);
        }
    }

    private void laySign(SqlPieces.Piece piece) {
        switch (piece.text()) {
            case "," -> {
                trimSpaces();
                text.append(", ");
                if (inlineDepth == 0 && !lastWord.equals("LIMIT")) {
                    newLine();
                }
            }
            case ".", "::" -> {
                trimSpaces();
                text.append(piece.text());
            }
            case ":" -> {
                trimSpaces();
                text.append(": ");
            }
            case ";" -> {
                indentation.clear();
                trimSpaces();
                text.append(";\n");
            }
            default -> withSpace(piece.text());
        }
    }

    private void open(SqlPieces.Piece piece, int index) {
        boolean behindParenthesis = index > 0 && pieces.get(index - 1).is(SqlWords.Role.OPENING);
        if (!piece.spaceBefore() && !behindParenthesis) {
            trimSpaces();
        }
        text.append(piece.text());
        if (inlineDepth > 0 || fitsInLine(index)) {
            inlineDepth++;
            if (!piece.text().equals("(")) {
                text.append(' ');
            }
        } else {
            indentation.push(Step.BLOCK);
            newLine();
        }
    }

    private void close(SqlPieces.Piece piece) {
        if (inlineDepth > 0) {
            inlineDepth--;
            if (piece.text().equals(")")) {
                trimSpaces();
            }
        } else {
            leaveBlock();
            newLine();
        }
        withSpace(piece.text());
    }

    private boolean fitsInLine(int index) {
        int length = 0;
        int depth = 0;
        for (int i = index; i < pieces.size(); i++) {
            SqlPieces.Piece piece = pieces.get(i);
            length += piece.text().length() + (piece.spaceBefore() && i > index ? 1 : 0);
            if (length > LONGEST_INLINE_BLOCK || breaksLines(piece)) {
                return false;
            }
            if (piece.is(SqlWords.Role.OPENING)) {
                depth++;
            } else if (piece.is(SqlWords.Role.CLOSING)) {
                depth--;
                if (depth == 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean breaksLines(SqlPieces.Piece piece) {
        return piece.is(SqlWords.Role.CLAUSE)
                || piece.is(SqlWords.Role.COMBINATION)
                || piece.is(SqlWords.Role.LINE)
                || piece.isComment()
                || piece.text().startsWith("/*")
                || piece.text().equals(";");
    }

    private void leaveClause() {
        if (indentation.peek() == Step.CLAUSE) {
            indentation.pop();
        }
    }

    private void leaveBlock() {
        boolean inBlock = !indentation.isEmpty();
        while (inBlock) {
            inBlock = indentation.pop() != Step.BLOCK && !indentation.isEmpty();
        }
    }

    private void withSpace(String piece) {
        text.append(piece).append(' ');
    }

    private void newLine() {
        trimSpaces();
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
        text.append("  ".repeat(indentation.size()));
    }

    private void trimSpaces() {
        int length = text.length();
        while (length > 0 && text.charAt(length - 1) == ' ') {
            length--;
        }
        text.setLength(length);
    }
}
