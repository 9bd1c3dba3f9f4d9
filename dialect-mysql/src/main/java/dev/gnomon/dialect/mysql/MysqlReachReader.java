package dev.gnomon.dialect.mysql;

import dev.gnomon.dialect.mysql.MysqlToken.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/** Reads the pieces of a script, statement by statement. */
final class MysqlReachReader {

    private MysqlReachReader() {}

    /**
     * Read a script with the texts that it runs.
     *
     * @param programs the pieces that belong to programs, which run when they are called
     * @param depth    how many texts it is in itself
     */
    static void read(List<MysqlToken> tokens, BitSet programs, MysqlReaches reaches, int depth) {
        readCode(tokens, reaches);
        MysqlReachDynamic.read(tokens, programs, reaches, depth);
    }

    /** Read the statements alone. */
    static void readCode(List<MysqlToken> tokens, MysqlReaches reaches) {
        for (MysqlToken token : tokens) {
            if (token.kind() == Kind.NAME
                    && token.text().contains("`")
                    && token.text().contains(".")) {
                // Whatever puts it between backticks again makes two names of it.
                reaches.unreadable(token.line(), "a name is written that can be taken for a name in another database");
            }
        }
        Set<String> plainNames = MysqlReachNames.plainNames(tokens);
        for (List<MysqlToken> statement : statements(tokens)) {
            MysqlReachVerbs.read(statement, reaches);
            MysqlReachNames.read(statement, plainNames, reaches);
        }
    }

    /** The statements, those in the bodies of programs as well, without their ends. */
    static List<List<MysqlToken>> statements(List<MysqlToken> tokens) {
        List<List<MysqlToken>> statements = new ArrayList<>();
        int start = 0;
        for (int at = 0; at <= tokens.size(); at++) {
            if (at == tokens.size() || tokens.get(at).isEnd()) {
                if (at > start) {
                    statements.add(tokens.subList(start, at));
                }
                start = at + 1;
            }
        }
        return statements;
    }
}
