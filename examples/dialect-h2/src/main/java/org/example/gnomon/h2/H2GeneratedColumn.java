package org.example.gnomon.h2;

import dev.gnomon.engine.model.DialectObject;

/** The expression of a column that is computed. */
record H2GeneratedColumn(String expression) implements DialectObject {

    @Override
    public String describe() {
        return "generated as " + expression;
    }
}
