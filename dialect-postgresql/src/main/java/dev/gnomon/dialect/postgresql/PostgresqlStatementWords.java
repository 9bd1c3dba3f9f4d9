package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.dialect.StatementWord;
import dev.gnomon.engine.dialect.StatementWord.Kind;
import java.util.List;

/** The words of a statement as PostgreSQL reads them: names without quotes are in lower case. */
final class PostgresqlStatementWords {

    private PostgresqlStatementWords() {}

    static List<StatementWord> of(String statement) {
        return PostgresqlTokens.read(PostgresqlReadText.of(statement), false).stream()
                .map(token -> new StatementWord(
                        switch (token.kind()) {
                            case WORD, NUMBER -> Kind.WORD;
                            case QUOTED_NAME -> Kind.NAME;
                            case STRING -> Kind.TEXT;
                            case SYMBOL -> Kind.SIGN;
                        },
                        token.text()))
                .filter(word -> word.kind() != Kind.SIGN || !word.text().isEmpty())
                .toList();
    }
}
