package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.model.DialectObject;
import dev.gnomon.engine.model.Index;
import java.util.List;
import java.util.Optional;

/**
 * What makes an index one that no schema can say.
 *
 * @param parts  that a person should know of, columns that it includes aside
 * @param method the access method and all that follows it in CREATE INDEX, as the server tells it
 */
record PostgresqlIndexDefinition(List<String> parts, String method) implements DialectObject {

    private static final String USING = " USING ";

    PostgresqlIndexDefinition {
        parts = List.copyOf(parts);
    }

    /** Cut the names of the index and of its table, which may be others by then, off a CREATE INDEX statement. */
    static PostgresqlIndexDefinition of(List<String> parts, String statement) {
        boolean quoted = false;
        for (int index = 0; index < statement.length(); index++) {
            if (statement.charAt(index) == '"') {
                quoted = !quoted;
            } else if (!quoted && statement.startsWith(USING, index)) {
                return new PostgresqlIndexDefinition(parts, statement.substring(index + USING.length()));
            }
        }
        throw new IllegalArgumentException("no access method in " + statement);
    }

    static Optional<PostgresqlIndexDefinition> of(Index index) {
        return index.dialectObjects().stream()
                .filter(PostgresqlIndexDefinition.class::isInstance)
                .map(PostgresqlIndexDefinition.class::cast)
                .findFirst();
    }

    @Override
    public String describe() {
        return String.join(", ", parts);
    }
}
