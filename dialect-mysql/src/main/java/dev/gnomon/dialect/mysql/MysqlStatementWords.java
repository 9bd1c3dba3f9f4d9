package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.dialect.StatementWord;
import dev.gnomon.engine.dialect.StatementWord.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The words of a statement as MySQL reads them: what stands in comments that a server executes is code, and a text that is
 * run is read as well.
 */
final class MysqlStatementWords {

    private static final Set<String> BEFORE_DATABASES = Set.of("DROP", "REPLACE");

    private MysqlStatementWords() {}

    static List<StatementWord> of(String statement) {
        List<MysqlToken> tokens = MysqlTokens.take(statement, 1, MysqlReading.USUAL, new MysqlModes())
                .tokens();
        if (isRunText(tokens)) {
            return of(tokens.get(tokens.size() - 2).text());
        }
        List<StatementWord> words = new ArrayList<>();
        for (MysqlToken token : tokens) {
            words.add(word(
                    token, words.isEmpty() ? "" : words.get(words.size() - 1).keyword()));
        }
        return words;
    }

    private static StatementWord word(MysqlToken token, String previous) {
        return switch (token.kind()) {
            // To this server a schema is a database.
            case WORD ->
                new StatementWord(
                        Kind.WORD,
                        token.isWord("SCHEMA") && BEFORE_DATABASES.contains(previous) ? "DATABASE" : token.text());
            case NUMBER, VARIABLE, SYSTEM_VARIABLE -> new StatementWord(Kind.WORD, token.text());
            case NAME, EITHER -> new StatementWord(Kind.NAME, token.text());
            case TEXT -> new StatementWord(Kind.TEXT, token.text());
            case SYMBOL -> new StatementWord(Kind.SIGN, token.text());
            case END -> new StatementWord(Kind.SIGN, ";");
        };
    }

    /** {@code EXECUTE IMMEDIATE 'text'} and {@code PREPARE name FROM 'text'}. */
    private static boolean isRunText(List<MysqlToken> tokens) {
        boolean immediate = tokens.size() == 4
                && tokens.get(0).isWord("EXECUTE")
                && tokens.get(1).isWord("IMMEDIATE");
        boolean prepared = tokens.size() == 5
                && tokens.get(0).isWord("PREPARE")
                && tokens.get(2).isWord("FROM");
        return (immediate || prepared) && tokens.get(tokens.size() - 2).isText();
    }
}
