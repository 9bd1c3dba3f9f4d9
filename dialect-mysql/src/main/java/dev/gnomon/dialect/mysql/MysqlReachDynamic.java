package dev.gnomon.dialect.mysql;

import dev.gnomon.dialect.mysql.MysqlAssignments.Span;
import dev.gnomon.dialect.mysql.MysqlDynamicText.Found;
import dev.gnomon.dialect.mysql.MysqlToken.Kind;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the texts that a script has run as statements, as far as they are written in it. */
final class MysqlReachDynamic {

    private static final int DEEPEST = 4;

    /** A name with another one in front, and nothing else. */
    private static final Pattern QUALIFIED = Pattern.compile("\\s*`?[\\w$]+`?\\s*\\.\\s*`?[\\w$]+`?\\s*");

    private final List<MysqlToken> tokens;
    private final MysqlReaches reaches;
    private final int depth;
    private final MysqlAssignments assignments;
    private final MysqlDynamicText texts;
    private final Set<String> givenByTexts = new HashSet<>();

    private MysqlReachDynamic(List<MysqlToken> tokens, BitSet programs, MysqlReaches reaches, int depth) {
        this.tokens = tokens;
        this.reaches = reaches;
        this.depth = depth;
        this.assignments = new MysqlAssignments(tokens, programs);
        this.texts = new MysqlDynamicText(tokens, assignments);
    }

    /** Read what the statements of a script run. */
    static void read(List<MysqlToken> tokens, BitSet programs, MysqlReaches reaches, int depth) {
        boolean runs = tokens.stream().anyMatch(token -> token.isWord(Set.of("PREPARE", "EXECUTE", "CALL")));
        if (runs) {
            MysqlReachDynamic dynamic = new MysqlReachDynamic(tokens, programs, reaches, depth);
            dynamic.read();
            if (!dynamic.givenByTexts.isEmpty()) {
                // What a text gives a variable may be the next text.
                dynamic.givenByTexts.forEach(dynamic.assignments::giveUnknown);
                dynamic.read();
            }
        }
    }

    private MysqlToken at(int index) {
        return index >= 0 && index < tokens.size() ? tokens.get(index) : new MysqlToken(Kind.END, "", 0);
    }

    private void read() {
        for (int index = 0; index < tokens.size(); index++) {
            MysqlToken token = at(index);
            if (token.isWord("PREPARE")
                    && at(index + 1).isName()
                    && at(index + 2).isWord("FROM")) {
                run(index + 3, index);
            } else if (token.isWord("EXECUTE") && at(index + 1).isWord("IMMEDIATE")) {
                run(index + 2, index);
            } else if (token.isWord("CALL")) {
                call(index);
            }
        }
    }

    private void run(int from, int statement) {
        int to = from;
        while (!at(to).isEnd() && !(at(to).isWord("USING") && at(to + 1).kind() == Kind.VARIABLE)) {
            to++;
        }
        if (from == to) {
            return;
        }
        int line = at(statement).line();
        for (Found found : texts.of(new Span(from, to))) {
            if (depth >= DEEPEST) {
                reaches.unreadable(line, "statements run statements that run statements");
                return;
            }
            readText(found, line);
        }
    }

    private void readText(Found found, int line) {
        List<MysqlToken> pieces = MysqlTokens.take(found.text(), found.line(), MysqlReading.USUAL, new MysqlModes())
                .tokens();
        if (!pieces.isEmpty()
                && MysqlHoles.isOpen(pieces.get(0).text())
                && pieces.get(0).isName()) {
            reaches.unreadable(line, "a statement is run that is not written in the script");
            return;
        }
        for (int at = 0; at < pieces.size(); at++) {
            MysqlToken piece = pieces.get(at);
            boolean counter = at > 1
                    && (pieces.get(at - 1).isWord("AUTO_INCREMENT")
                            || (pieces.get(at - 1).isSymbol("=")
                                    && pieces.get(at - 2).isWord("AUTO_INCREMENT")));
            if (piece.kind() == Kind.WORD && MysqlHoles.isAny(piece.text()) && !counter) {
                reaches.unreadable(line, "a statement is run of which a part is not written in the script");
                return;
            }
            if (piece.kind() == Kind.VARIABLE) {
                givenByTexts.add(MysqlAssignments.key(piece));
            }
        }
        MysqlReachReader.read(pieces, new BitSet(), reaches, depth + 1);
    }

    /** What is handed to a program may become a statement, or a part of one. */
    private void call(int index) {
        int at = index + 1;
        while (at(at + 1).isSymbol(".")) {
            at += 2;
        }
        if (!at(at + 1).isSymbol("(")) {
            return;
        }
        boolean known = assignments.defines(at(at).text().toLowerCase(Locale.ROOT));
        for (Span argument : assignments.parts(at + 2)) {
            for (Found found : texts.of(argument)) {
                List<MysqlToken> pieces = MysqlTokens.take(
                                found.text(), found.line(), MysqlReading.USUAL, new MysqlModes())
                        .tokens();
                if (!known && QUALIFIED.matcher(found.text()).matches()) {
                    reaches.unreadable(
                            at(index).line(),
                            "CALL hands over what could name something in another database, "
                                    + found.text().strip());
                } else if (!known && pieces.size() > 2 && !MysqlHoles.isOpen(found.text())) {
                    MysqlReachReader.readCode(pieces, reaches);
                }
            }
        }
    }
}
