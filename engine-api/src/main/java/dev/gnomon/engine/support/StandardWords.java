package dev.gnomon.engine.support;

import dev.gnomon.engine.dialect.StatementWord;
import java.util.List;

/** Takes a statement apart as most databases do: a dialect whose comments or quotes are others reads them itself. */
public final class StandardWords {

    private StandardWords() {}

    /** All words of a statement; any input gives some list. */
    public static List<StatementWord> of(String statement) {
        return SqlWord.of(statement).stream()
                .map(word -> new StatementWord(
                        switch (word.kind()) {
                            case WORD -> StatementWord.Kind.WORD;
                            case NAME -> StatementWord.Kind.NAME;
                            case TEXT -> StatementWord.Kind.TEXT;
                            case SYMBOL -> StatementWord.Kind.SIGN;
                        },
                        word.text()))
                .toList();
    }
}
