package dev.gnomon.dialect.postgresql;

import dev.gnomon.dialect.postgresql.PostgresqlScriptSplitter.Piece;
import dev.gnomon.engine.dialect.StatementWord;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Knows as whom the statements of a script run, once it has taken another role than the user's. */
final class PostgresqlScriptRole {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private PostgresqlScriptRole() {}

    /** Say who lacked a privilege, if it was not the user of the URL. */
    static Optional<String> remedy(List<Piece> before, String script, SQLException failure) {
        if (!INSUFFICIENT_PRIVILEGE.equals(failure.getSQLState())) {
            return Optional.empty();
        }
        Optional<String> role = Optional.empty();
        for (Piece piece : before) {
            List<StatementWord> words = PostgresqlStatementWords.of(piece.text(script));
            if (keyword(words, 0).equals("SET")) {
                int at = Set.of("SESSION", "LOCAL").contains(keyword(words, 1)) ? 2 : 1;
                boolean taken = Set.of("ROLE", "AUTHORIZATION").contains(keyword(words, at)) && words.size() > at + 1;
                role = taken ? Optional.of(words.get(words.size() - 1).text()) : role;
            } else if (keyword(words, 0).equals("RESET")) {
                role = Optional.empty();
            }
        }
        return role.filter(name -> !Set.of("none", "default").contains(name))
                .map(name ->
                        "The statement ran as `" + name + "`, the role that the script has set: grant that role the"
                                + " missing privilege, or set it later.");
    }

    private static String keyword(List<StatementWord> words, int at) {
        return at < words.size() ? words.get(at).keyword() : "";
    }
}
