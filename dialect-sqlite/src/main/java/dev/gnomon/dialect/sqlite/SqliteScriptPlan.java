package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.dialect.ScriptStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How the statements of a script run: as they are, or in transactions that gnomon makes.
 *
 * <p>{@code PRAGMA foreign_keys} does nothing within a transaction, and scripts that build tables anew
 * depend on it: dropping a table while foreign keys are on fires the cascades of those that refer to
 * it. So the setting is made before a transaction begins. A script that switches it is one transaction
 * all the same, with foreign keys off throughout, unless rows change where they are on: then each
 * stretch between two switches is a transaction.
 *
 * @param asWritten the script has transaction control of its own
 * @param segments  in order
 */
record SqliteScriptPlan(boolean asWritten, List<Segment> segments) {
    private static final Set<String> TRANSACTION_WORDS =
            Set.of("BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE");
    private static final Set<String> ROW_CHANGE_WORDS = Set.of("INSERT", "UPDATE", "DELETE", "REPLACE");
    private static final Set<String> OUTSIDE_WORDS = Set.of("VACUUM", "ATTACH", "DETACH");
    private static final Set<String> OUTSIDE_PRAGMAS =
            Set.of("JOURNAL_MODE", "SYNCHRONOUS", "TEMP_STORE", "WAL_CHECKPOINT", "AUTO_VACUUM", "PAGE_SIZE");

    /**
     * Statements that run together.
     *
     * @param first         index of the first one in the script
     * @param foreignKeys   whether foreign keys are enforced
     * @param inTransaction whether they are one transaction
     */
    record Segment(int first, List<ScriptStatement> statements, boolean foreignKeys, boolean inTransaction) {}

    /** What a statement means for the plan. */
    private enum Role {
        TRANSACTION_CONTROL,
        FOREIGN_KEYS_ON,
        FOREIGN_KEYS_OFF,
        OUTSIDE_TRANSACTION,
        ROW_CHANGE,
        OTHER
    }

    /**
     * Plan a script.
     *
     * @param foreignKeys whether the session enforces foreign keys now
     */
    static SqliteScriptPlan of(List<ScriptStatement> statements, boolean foreignKeys) {
        List<Role> roles = statements.stream().map(SqliteScriptPlan::role).toList();
        if (roles.contains(Role.TRANSACTION_CONTROL)) {
            return new SqliteScriptPlan(true, List.of(new Segment(0, statements, foreignKeys, false)));
        }
        boolean switches = roles.contains(Role.FOREIGN_KEYS_ON) || roles.contains(Role.FOREIGN_KEYS_OFF);
        if (!roles.contains(Role.OUTSIDE_TRANSACTION)
                && !(switches && changesRowsUnderForeignKeys(roles, foreignKeys))) {
            return new SqliteScriptPlan(false, List.of(new Segment(0, statements, foreignKeys && !switches, true)));
        }
        return new SqliteScriptPlan(false, cut(statements, roles, foreignKeys));
    }

    /** Whether foreign keys are enforced when the script is through. */
    static boolean foreignKeysAfter(List<ScriptStatement> statements, boolean foreignKeys) {
        boolean state = foreignKeys;
        for (ScriptStatement statement : statements) {
            state = after(role(statement), state);
        }
        return state;
    }

    /** Whether this is the statement that switches the enforcement of foreign keys, which the plan does itself. */
    static boolean isForeignKeySwitch(ScriptStatement statement) {
        Role role = role(statement);
        return role == Role.FOREIGN_KEYS_ON || role == Role.FOREIGN_KEYS_OFF;
    }

    private static boolean changesRowsUnderForeignKeys(List<Role> roles, boolean foreignKeys) {
        boolean state = foreignKeys;
        for (Role role : roles) {
            state = after(role, state);
            if (state && role == Role.ROW_CHANGE) {
                return true;
            }
        }
        return false;
    }

    private static List<Segment> cut(List<ScriptStatement> statements, List<Role> roles, boolean foreignKeys) {
        List<Segment> segments = new ArrayList<>();
        boolean state = foreignKeys;
        int start = 0;
        for (int i = 0; i < statements.size(); i++) {
            Role role = roles.get(i);
            boolean outside = role == Role.OUTSIDE_TRANSACTION;
            if (outside || after(role, state) != state) {
                add(segments, statements, start, i, state, true);
                start = i;
                state = after(role, state);
            }
            if (outside) {
                add(segments, statements, i, i + 1, state, false);
                start = i + 1;
            }
        }
        add(segments, statements, start, statements.size(), state, true);
        return segments;
    }

    private static void add(
            List<Segment> segments,
            List<ScriptStatement> statements,
            int from,
            int to,
            boolean foreignKeys,
            boolean in) {
        if (from < to) {
            segments.add(new Segment(from, List.copyOf(statements.subList(from, to)), foreignKeys, in));
        }
    }

    private static boolean after(Role role, boolean foreignKeys) {
        return switch (role) {
            case FOREIGN_KEYS_ON -> true;
            case FOREIGN_KEYS_OFF -> false;
            case TRANSACTION_CONTROL, OUTSIDE_TRANSACTION, ROW_CHANGE, OTHER -> foreignKeys;
        };
    }

    private static Role role(ScriptStatement statement) {
        List<SqliteToken> tokens = SqliteTokens.significant(statement.sql());
        String first = word(tokens, 0);
        if (TRANSACTION_WORDS.contains(first)) {
            return Role.TRANSACTION_CONTROL;
        }
        if (OUTSIDE_WORDS.contains(first)) {
            return Role.OUTSIDE_TRANSACTION;
        }
        if (first.equals("PRAGMA")) {
            return pragma(tokens);
        }
        boolean changesRows = ROW_CHANGE_WORDS.contains(first)
                || (first.equals("WITH") && tokens.stream().anyMatch(token -> ROW_CHANGE_WORDS.contains(upper(token))));
        return changesRows ? Role.ROW_CHANGE : Role.OTHER;
    }

    private static Role pragma(List<SqliteToken> tokens) {
        boolean qualified = tokens.size() > 3 && tokens.get(2).isSign('.');
        int name = qualified ? 3 : 1;
        if (OUTSIDE_PRAGMAS.contains(word(tokens, name))) {
            return Role.OUTSIDE_TRANSACTION;
        }
        if (!word(tokens, name).equals("FOREIGN_KEYS") || tokens.size() < name + 3) {
            return Role.OTHER;
        }
        return switch (tokens.get(name + 2).value().toUpperCase(Locale.ROOT)) {
            case "ON", "TRUE", "YES", "1" -> Role.FOREIGN_KEYS_ON;
            case "OFF", "FALSE", "NO", "0" -> Role.FOREIGN_KEYS_OFF;
            default -> Role.OTHER;
        };
    }

    private static String word(List<SqliteToken> tokens, int index) {
        return index < tokens.size() ? upper(tokens.get(index)) : "";
    }

    private static String upper(SqliteToken token) {
        return token.kind() == SqliteToken.Kind.WORD ? token.text().toUpperCase(Locale.ROOT) : "";
    }
}
