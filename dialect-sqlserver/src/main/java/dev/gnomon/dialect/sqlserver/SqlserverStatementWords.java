package dev.gnomon.dialect.sqlserver;

import dev.gnomon.dialect.sqlserver.SqlserverToken.Kind;
import dev.gnomon.engine.dialect.StatementWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The words of a statement as SQL Server reads them. It needs nothing between two statements, so a sign is put there, and
 * a text that is run stands for what is in it.
 */
final class SqlserverStatementWords {

    private static final StatementWord END = new StatementWord(StatementWord.Kind.SIGN, ";");

    /** What begins a statement, unless it stands behind one of the words below. */
    private static final Set<String> VERBS =
            Set.of("DROP", "TRUNCATE", "DELETE", "UPDATE", "INSERT", "MERGE", "ALTER", "EXEC", "EXECUTE");

    private static final Set<String> NO_BEGINNING =
            Set.of("FOR", "THEN", "AFTER", "OF", "GRANT", "DENY", "REVOKE", "WITH", "INNER", "LEFT", "RIGHT", "BULK");

    private static final Set<String> TABLE = Set.of("TABLE");

    private SqlserverStatementWords() {}

    static List<StatementWord> of(String statement) {
        List<SqlserverToken> tokens = SqlserverTokens.of(statement);
        List<StatementWord> words = new ArrayList<>();
        boolean altersTable = false;
        boolean query = false;
        for (int index = 0; index < tokens.size(); index++) {
            SqlserverToken token = tokens.get(index);
            boolean part = altersTable
                    && Set.of("DROP", "ALTER").contains(token.upper())
                    && !isOneOf(tokens, index + 1, TABLE);
            boolean begins = begins(tokens, index) && !part && !query;
            if (begins) {
                words.add(END);
            }
            if (begins || index == 0) {
                altersTable = token.isWord("ALTER") && isOneOf(tokens, index + 1, TABLE);
            }
            if (token.isSign(';') || token.isWord("WITH")) {
                query = token.isWord("WITH")
                        && (words.isEmpty() || words.get(words.size() - 1).isSign(';'));
                altersTable &= !token.isSign(';');
            }
            int text = runText(tokens, index);
            if (text > 0) {
                words.addAll(of(tokens.get(text).value()));
                words.add(END);
                index = tokens.get(index + 1).isSign('(') ? text + 1 : text;
            } else {
                words.add(word(token));
            }
        }
        return words;
    }

    private static boolean begins(List<SqlserverToken> tokens, int index) {
        boolean verb = isOneOf(tokens, index, VERBS) && index > 0;
        boolean function = index + 1 < tokens.size()
                && tokens.get(index + 1).isSign('(')
                && isOneOf(tokens, index, Set.of("UPDATE"));
        boolean action =
                isOneOf(tokens, index - 1, Set.of("ON")) && isOneOf(tokens, index + 1, Set.of("CASCADE", "NO", "SET"));
        boolean join = isOneOf(tokens, index + 1, Set.of("JOIN"));
        return verb
                && !function
                && !action
                && !join
                && !isOneOf(tokens, index - 1, NO_BEGINNING)
                && !tokens.get(index - 1).isSign(',');
    }

    /** Where the text stands that {@code EXEC ('text')} or {@code EXEC sp_executesql 'text'} runs; 0 if there is none. */
    private static int runText(List<SqlserverToken> tokens, int index) {
        int text = index + 2;
        if (text >= tokens.size()
                || !isOneOf(tokens, index, Set.of("EXEC", "EXECUTE"))
                || tokens.get(text).kind() != Kind.TEXT) {
            return 0;
        }
        boolean whole = text + 1 < tokens.size() && tokens.get(text + 1).isSign(')');
        boolean inParentheses = tokens.get(index + 1).isSign('(') && whole;
        boolean joined = text + 1 < tokens.size() && tokens.get(text + 1).isSign('+');
        return inParentheses || tokens.get(index + 1).isWord("sp_executesql") && !joined ? text : 0;
    }

    private static boolean isOneOf(List<SqlserverToken> tokens, int index, Set<String> words) {
        return index >= 0
                && index < tokens.size()
                && words.contains(tokens.get(index).upper());
    }

    private static StatementWord word(SqlserverToken token) {
        return new StatementWord(
                switch (token.kind()) {
                    case WORD -> StatementWord.Kind.WORD;
                    case QUOTED -> StatementWord.Kind.NAME;
                    case TEXT -> StatementWord.Kind.TEXT;
                    case SIGN, SEPARATOR -> StatementWord.Kind.SIGN;
                },
                token.kind() == Kind.SEPARATOR ? ";" : token.value());
    }
}
