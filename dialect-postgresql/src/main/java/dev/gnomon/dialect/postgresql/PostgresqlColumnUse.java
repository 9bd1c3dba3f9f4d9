package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.model.DialectObject;

/**
 * Something that the schema language cannot say and that uses a column of a table.
 *
 * @param kind   of what uses it
 * @param name   of what uses it
 * @param column that it uses
 */
record PostgresqlColumnUse(Kind kind, String name, String column) implements DialectObject {

    /** What the server does about each where the column goes. */
    enum Kind {
        INDEX("index", true),
        STATISTICS("statistics", true),
        GENERATED_COLUMN("generated column", false),
        VIEW("view", false),
        RULE("rule", false),
        TRIGGER("trigger", false),
        POLICY("policy", false);

        private final String word;
        private final boolean goesAlong;

        Kind(String word, boolean goesAlong) {
            this.word = word;
            this.goesAlong = goesAlong;
        }
    }

    /** Whether the server drops it with the column without a word; otherwise it refuses to drop the column. */
    boolean goesAlong() {
        return kind.goesAlong;
    }

    @Override
    public String describe() {
        return kind.word + " " + name;
    }
}
