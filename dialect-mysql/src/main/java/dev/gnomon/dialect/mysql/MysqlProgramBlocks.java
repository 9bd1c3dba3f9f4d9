package dev.gnomon.dialect.mysql;

import java.util.Set;

/**
 * Follows the words of one statement and tells whether it is inside a block of a stored program, where
 * a semicolon ends an inner statement only.
 */
final class MysqlProgramBlocks {

    private static final Set<String> PROGRAMS = Set.of("PROCEDURE", "FUNCTION", "TRIGGER", "EVENT", "PACKAGE");

    /** Words that may stand between CREATE and the kind of a stored program. */
    private static final Set<String> MODIFIERS = Set.of("OR", "REPLACE", "DEFINER", "AGGREGATE");

    /** Words after which a new statement starts inside a program. */
    private static final Set<String> STATEMENT_FOLLOWS = Set.of("BEGIN", "THEN", "ELSE", "DO", "LOOP", "REPEAT", "ROW");

    /** What CREATE makes besides stored programs. */
    private static final Set<String> OTHER_OBJECTS =
            Set.of("VIEW", "TABLE", "INDEX", "DATABASE", "SCHEMA", "USER", "ROLE");

    /** Words with which the body of a program starts where it is one plain statement. */
    private static final Set<String> PLAIN_BODIES = Set.of("RETURN", "SET", "SELECT", "CALL");

    private static final String NOTHING = "";

    private enum Kind {
        /** Nothing but CREATE and its modifiers yet. */
        UNDECIDED,
        PROGRAM,
        OTHER
    }

    private Kind kind = Kind.UNDECIDED;
    private int words;
    private int depth;
    private String previous = NOTHING;

    /** In the header of a program: before its first block or statement. */
    private boolean header = true;

    /** Whether the statement goes on after a semicolon. */
    boolean isOpen() {
        return kind == Kind.PROGRAM && depth > 0;
    }

    /** Take the next word, in upper case. */
    void word(String word) {
        words++;
        if (kind == Kind.UNDECIDED) {
            decide(word);
        }
        if (kind == Kind.PROGRAM) {
            follow(word);
        }
        previous = word;
    }

    /** Take the next character that is no word, or the first of a text in quotes. */
    void symbol(char c) {
        previous = String.valueOf(c);
    }

    private void decide(String word) {
        if (words == 1) {
            boolean block = word.equals("BEGIN");
            kind = word.equals("CREATE") || block ? Kind.UNDECIDED : Kind.OTHER;
            depth = 0;
        } else if (previous.equals("BEGIN") && words == 2) {
            // BEGIN NOT ATOMIC is MariaDB's block without a program; BEGIN alone starts a transaction.
            kind = word.equals("NOT") ? Kind.PROGRAM : Kind.OTHER;
            depth = kind == Kind.PROGRAM ? 1 : 0;
            header = false;
        } else if (PROGRAMS.contains(word)) {
            kind = Kind.PROGRAM;
        } else if (OTHER_OBJECTS.contains(word) || (!MODIFIERS.contains(word) && !isDefiner())) {
            kind = Kind.OTHER;
        }
    }

    /** The name of a definer: {@code DEFINER = user@host}, quoted or not. */
    private boolean isDefiner() {
        return !previous.equals("CREATE") && !previous.equals("REPLACE") && !PROGRAMS.contains(previous);
    }

    private void follow(String word) {
        switch (word) {
            case "BEGIN" -> open();
            case "CASE" -> {
                if (!previous.equals("END")) {
                    open();
                }
            }
            case "IF", "LOOP", "REPEAT", "WHILE" -> {
                if (!previous.equals("END") && startsStatement()) {
                    open();
                }
            }
            case "FOR" -> {
                if (!header && !previous.equals("END") && startsStatement()) {
                    open();
                }
            }
            case "END" -> depth = Math.max(0, depth - 1);
            default -> header &= !PLAIN_BODIES.contains(word);
        }
    }

    private void open() {
        depth++;
        header = false;
    }

    private boolean startsStatement() {
        if (STATEMENT_FOLLOWS.contains(previous) || previous.equals(";") || previous.equals(":")) {
            return true;
        }
        // A program whose body is one block without BEGIN: after the parameters or a characteristic.
        boolean namesProgram = PROGRAMS.contains(previous);
        boolean expression = previous.equals("RETURN") || (previous.length() == 1 && !previous.equals(")"));
        return header && !namesProgram && !expression;
    }
}
