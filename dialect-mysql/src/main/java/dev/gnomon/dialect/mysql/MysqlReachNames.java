package dev.gnomon.dialect.mysql;

import dev.gnomon.dialect.mysql.MysqlToken.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds the names of one statement that have a database in front. Two names with a point in between are a column with its
 * table, unless they stand where a table, a view or a routine is named.
 */
final class MysqlReachNames {

    private static final Set<String> WRITING_MODIFIERS =
            Set.of("INSERT", "REPLACE", "LOW_PRIORITY", "DELAYED", "HIGH_PRIORITY", "IGNORE");

    /** Words between the one that announces a name and the name. */
    private static final Set<String> PASSED = Set.of(
            "IF",
            "NOT",
            "EXISTS",
            "ONLY",
            "LOW_PRIORITY",
            "HIGH_PRIORITY",
            "DELAYED",
            "IGNORE",
            "QUICK",
            "LOCAL",
            "NO_WRITE_TO_BINLOG",
            "LATERAL",
            "TO",
            "AS",
            "INTO",
            "TABLE",
            "TEMPORARY",
            "CONCURRENT",
            "HISTORY",
            "BODY",
            "EXTENDED",
            "PARTITIONS",
            "ANALYZE");

    private static final Set<String> LISTED = Set.of(
            "DROP",
            "TEMPORARY",
            "LOCK",
            "FLUSH",
            "ANALYZE",
            "CHECK",
            "CHECKSUM",
            "OPTIMIZE",
            "REPAIR",
            "RENAME",
            "LOCAL",
            "NO_WRITE_TO_BINLOG",
            "TRUNCATE");

    /** Words that end a list of tables. */
    private static final Set<String> ENDING = Set.of(
            "SET",
            "WHERE",
            "GROUP",
            "ORDER",
            "HAVING",
            "LIMIT",
            "WINDOW",
            "VALUES",
            "BEGIN",
            "THEN",
            "ELSE",
            "DO",
            "RETURN",
            "RETURNING",
            "UNION",
            "EXCEPT",
            "INTERSECT");

    private static final Set<String> NO_TABLE_AFTER = Set.of("KEY", "ON", "FOR", "AFTER", "BEFORE");

    private static final Set<String> SEQUENCE_FUNCTIONS = Set.of("NEXTVAL", "LASTVAL", "SETVAL");

    /** Tables that are there without being named. */
    private static final Set<String> GIVEN = Set.of("new", "old", "excluded", "values", "inserted", "deleted");

    /** What stands between two parentheses. */
    private static final class Frame {
        boolean list;
        boolean expected;
        boolean select;
        boolean writes = true;
    }

    private final List<MysqlToken> tokens;
    private final MysqlReaches reaches;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private final Set<String> plainNames = new HashSet<>();
    private boolean deletes;
    private boolean renames;
    private boolean selects;

    /** CREATE, ALTER or DROP, and of what. */
    private String change = "";

    private String object = "";
    private boolean onTaken;
    private int position;

    private MysqlReachNames(List<MysqlToken> tokens, Set<String> plainNames, MysqlReaches reaches) {
        this.tokens = tokens;
        this.reaches = reaches;
        this.plainNames.addAll(plainNames);
        frames.push(new Frame());
    }

    /**
     * Read one statement.
     *
     * @param plainNames what {@link #plainNames} gives for the statement that it is a part of
     */
    static void read(List<MysqlToken> statement, Set<String> plainNames, MysqlReaches reaches) {
        if (!statement.isEmpty() && !statement.get(0).isWord("SHOW")) {
            new MysqlReachNames(statement, plainNames, reaches).read();
        }
    }

    /** Names, in lower case, that have nothing in front or nothing after them: tables, their aliases, variables. */
    static Set<String> plainNames(List<MysqlToken> tokens) {
        Set<String> names = new HashSet<>(GIVEN);
        for (int at = 0; at < tokens.size(); at++) {
            boolean first = at + 1 < tokens.size() && tokens.get(at + 1).isSymbol(".");
            if (tokens.get(at).isName() && !first) {
                names.add(tokens.get(at).text().toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    private MysqlToken at(int index) {
        return index >= 0 && index < tokens.size() ? tokens.get(index) : new MysqlToken(Kind.END, "", 0);
    }

    private void read() {
        while (position < tokens.size()) {
            MysqlToken token = at(position);
            boolean qualifies = at(position + 1).isSymbol(".");
            if (token.isSymbol("(")) {
                openFrame();
                position++;
            } else if (token.isSymbol(")")) {
                if (frames.size() > 1) {
                    frames.pop();
                }
                position++;
            } else if (token.isSymbol(",")) {
                frames.peek().expected = frames.peek().list;
                position++;
            } else if (token.isName() && qualifies) {
                readChain();
            } else if (token.kind() == Kind.WORD && !isTakenForName(token)) {
                word(token);
                position++;
            } else {
                if (token.isName()) {
                    frames.peek().expected = false;
                }
                position++;
            }
        }
    }

    private void openFrame() {
        Frame outer = frames.peek();
        Frame inner = new Frame();
        boolean union = at(position - 1).isWord("UNION")
                || (at(position - 1).isSymbol("=") && at(position - 2).isWord("UNION"));
        boolean sequence = at(position - 1).isName()
                && SEQUENCE_FUNCTIONS.contains(at(position - 1).upper());
        inner.list = outer.expected || union;
        inner.expected = outer.expected || union || sequence;
        inner.writes = outer.writes;
        outer.expected = false;
        frames.push(inner);
    }

    /** Where a name is expected, words that are not reserved are names. */
    private boolean isTakenForName(MysqlToken token) {
        return frames.peek().expected
                && token.isWord(
                        Set.of("VIEW", "EVENT", "SEQUENCE", "PACKAGE", "FUNCTION", "TABLES", "HANDLER", "CACHE"));
    }

    private void word(MysqlToken token) {
        Frame frame = frames.peek();
        MysqlToken before = at(position - 1);
        MysqlToken after = at(position + 1);
        String word = token.upper();
        switch (word) {
            case "CREATE", "ALTER", "DROP" -> {
                if (!(change.equals("ALTER") && object.equals("TABLE"))) {
                    change = word;
                    object = "";
                    onTaken = false;
                }
            }
            case "SELECT" -> {
                frame.list = false;
                frame.expected = false;
                frame.select = true;
                frame.writes = false;
                selects = true;
            }
            case "FROM" -> {
                if (frames.size() == 1 || frame.select) {
                    expect(true);
                }
            }
            case "JOIN" -> frame.expected = true;
            case "STRAIGHT_JOIN" -> frame.expected = frame.list;
            case "INTO" -> {
                if (before.isWord(WRITING_MODIFIERS)) {
                    expect(false);
                } else if (frame.select) {
                    frame.expected = false;
                    frame.list = false;
                }
            }
            case "INSERT", "REPLACE" -> {
                if (!after.isSymbol("(") && !before.isWord(Set.of("OR", "AFTER", "BEFORE")) && !after.isWord("ON")) {
                    expect(false);
                    frame.writes = true;
                }
            }
            case "UPDATE" -> {
                if (!before.isWord(NO_TABLE_AFTER) && !after.isWord("ON")) {
                    expect(true);
                    frame.writes = true;
                }
            }
            case "DELETE" -> {
                if (!before.isWord(NO_TABLE_AFTER) && !after.isWord("ON")) {
                    deletes = true;
                    expect(true);
                    frame.writes = true;
                }
            }
            case "USING" -> {
                if (deletes && !after.isSymbol("(")) {
                    expect(true);
                }
            }
            case "TABLE", "TABLES" -> {
                boolean listed = before.isWord(LISTED) || after.isWord("IF");
                if (word.equals("TABLE") || before.isWord(LISTED)) {
                    named("TABLE");
                    expect(listed && !change.equals("CREATE") && !change.equals("ALTER"));
                }
            }
            case "VIEW", "EVENT", "SEQUENCE", "PACKAGE", "FUNCTION", "PROCEDURE", "TRIGGER" -> {
                if (frames.size() == 1 && !change.isEmpty() && object.isEmpty()) {
                    named(word);
                    expect(change.equals("DROP"));
                }
            }
            case "INDEX" -> {
                if (object.isEmpty()) {
                    named("INDEX");
                }
            }
            case "ON" -> {
                frame.expected = false;
                if (frames.size() == 1 && Set.of("INDEX", "TRIGGER").contains(object) && !onTaken) {
                    onTaken = true;
                    expect(false);
                }
            }
            case "REFERENCES", "CALL" -> expect(false);
            case "LIKE" -> {
                if (change.equals("CREATE") && object.equals("TABLE") && !selects) {
                    expect(false);
                }
            }
            case "HANDLER" -> {
                if (position == 0 || before.isWord(Set.of("BEGIN", "THEN", "ELSE", "DO"))) {
                    expect(false);
                }
            }
            case "RENAME" -> {
                renames = true;
                if (!after.isWord(Set.of("COLUMN", "INDEX", "KEY", "TABLE", "TABLES", "USER"))) {
                    expect(false);
                }
            }
            case "TO" -> frame.expected |= renames;
            case "TRUNCATE" -> {
                if (!after.isSymbol("(") && !after.isWord("PARTITION")) {
                    expect(false);
                }
            }
            case "DESC", "DESCRIBE", "EXPLAIN" -> {
                if (position == 0) {
                    expect(false);
                    frame.writes = false;
                }
            }
            case "CACHE" -> {
                if (before.isWord("INTO")) {
                    expect(true);
                }
            }
            case "OF" -> {
                if (before.isWord("TYPE")) {
                    expect(false);
                }
            }
            case "FOR" -> {
                if (before.isWord("VALUE")) {
                    expect(false);
                }
            }
            default -> {
                boolean hint = before.isWord("FOR") && (word.equals("ORDER") || word.equals("GROUP"));
                if (ENDING.contains(word) && !hint) {
                    frame.list = false;
                    frame.expected = false;
                } else if (!PASSED.contains(word)) {
                    frame.expected = false;
                }
            }
        }
    }

    private void named(String kind) {
        if (object.isEmpty()) {
            object = kind;
        }
    }

    private void expect(boolean list) {
        frames.peek().expected = true;
        frames.peek().list = list;
    }

    private void readChain() {
        int start = position;
        int parts = 1;
        position++;
        while (at(position).isSymbol(".")
                && (at(position + 1).isName() || at(position + 1).isSymbol("*"))) {
            parts++;
            position += 2;
        }
        if (parts == 1) {
            position++;
            return;
        }
        Frame frame = frames.peek();
        String first = at(start).text();
        MysqlToken second = at(start + 2);
        int line = at(start).line();
        boolean calls = at(position).isSymbol("(");
        if (at(start - 1).isSymbol(".") || at(start - 1).kind() == Kind.SYSTEM_VARIABLE) {
            frame.expected = false;
            return;
        }
        boolean sequence = Set.of("NEXTVAL", "CURRVAL", "PREVVAL").contains(second.upper());
        if (parts > 2 || (frame.expected && !second.isSymbol("*"))) {
            reaches.qualified(first, second.text(), line, frame.expected && frame.writes);
        } else if (calls) {
            reaches.qualified(first, second.text(), line, false);
        } else if (!second.isSymbol("*")
                && !sequence
                && !MysqlHoles.isOpen(first)
                && !plainNames.contains(first.toLowerCase(Locale.ROOT))) {
            // No table, alias or variable of the statement has this name.
            reaches.qualified(first, second.text(), line, false);
        }
        frame.expected = false;
    }
}
