package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.dialect.StatementWord;
import dev.gnomon.engine.dialect.StatementWord.Kind;
import java.util.List;

/** The words of a statement as SQLite reads them. */
final class SqliteStatementWords {

    private SqliteStatementWords() {}

    static List<StatementWord> of(String statement) {
        return SqliteTokens.significant(statement).stream()
                .map(token -> new StatementWord(
                        switch (token.kind()) {
                            case WORD, NUMBER, BLOB -> Kind.WORD;
                            case QUOTED_NAME -> Kind.NAME;
                            case STRING -> Kind.TEXT;
                            case SIGN, SPACE, COMMENT -> Kind.SIGN;
                        },
                        token.value()))
                .toList();
    }
}
