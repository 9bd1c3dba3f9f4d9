package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.dialect.Reach;
import dev.gnomon.engine.dialect.ReachKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads one script for what reaches out of its database. */
final class SqliteReachReader {

    private static final String ATTACH_REMEDY =
            "Take ATTACH and DETACH out of the migration, and move rows between database files by a program of your own.";
    private static final String FILE_REMEDY =
            "Take the statement out of the migration, and read or write the file by a program of your own.";
    private static final String PROCESS_REMEDY =
            "Take the PRAGMA out of the migration: it is a setting of the program that runs, not of the database.";

    /** Settings that hold for every database which the process has open. */
    private static final Set<String> FILE_PRAGMAS =
            Set.of("temp_store_directory", "data_store_directory", "lock_proxy_file");

    private static final Set<String> PROCESS_PRAGMAS = Set.of("soft_heap_limit", "hard_heap_limit");

    /** Functions of the shell and of extensions that read or write files. */
    private static final Set<String> FILE_FUNCTIONS = Set.of("readfile", "writefile", "fsdir", "lsdir", "blobtofile");

    /** Functions that run what is no SQL. */
    private static final Set<String> PROGRAM_FUNCTIONS = Set.of("load_extension", "edit");

    /** Kinds of virtual tables that lie in a file of their own. */
    private static final Set<String> FILE_MODULES = Set.of(
            "csv",
            "vsv",
            "xsv",
            "fsdir",
            "zipfile",
            "unionvtab",
            "swarmvtab",
            "virtualtext",
            "virtualshape",
            "virtualdbf",
            "virtualxl",
            "virtualgeojson");

    /** Behind these a name is that of a table or index, whatever follows. */
    private static final Set<String> BEFORE_NAMES =
            Set.of("TABLE", "EXISTS", "INTO", "REFERENCES", "VIEW", "INDEX", "WITH", "RECURSIVE", "ADD", "COLUMN");

    private final String script;
    private final List<SqliteToken> tokens;
    private final List<Reach> found = new ArrayList<>();
    private int start;
    private int line = 1;
    private int counted;

    private SqliteReachReader(String script) {
        this.script = script;
        this.tokens = SqliteTokens.significant(script);
    }

    static List<Reach> read(String script) {
        return new SqliteReachReader(script).all();
    }

    private List<Reach> all() {
        for (int i = 0; i < tokens.size(); i++) {
            if (i == 0 || tokens.get(i - 1).isSign(';')) {
                start = i;
                statement();
            }
            call(i);
        }
        return found;
    }

    private void statement() {
        SqliteToken first = tokens.get(start);
        if (first.isWord("ATTACH")) {
            attach();
        } else if (first.isWord("VACUUM")) {
            vacuum();
        } else if (first.isWord("PRAGMA")) {
            pragma();
        } else if (first.isWord("CREATE") && isWord(start + 1, "VIRTUAL")) {
            virtualTable();
        }
    }

    private void attach() {
        int expression = isWord(start + 1, "DATABASE") ? start + 2 : start + 1;
        String file = file(expression);
        boolean ownMemory = isText(expression)
                && isWord(expression + 1, "AS")
                && Set.of("", ":memory:").contains(tokens.get(expression).value());
        if (!ownMemory) {
            add(ReachKind.DATABASES, start, "ATTACH opens the database file " + file, ATTACH_REMEDY);
        }
    }

    private void vacuum() {
        int into = isWord(start + 1, "INTO") ? start + 1 : start + 2;
        if (isWord(into, "INTO")) {
            add(
                    ReachKind.FILES,
                    into,
                    "VACUUM INTO writes the file " + file(into + 1),
                    "Take VACUUM INTO out of the migration, and back up the database by a program of your own.");
        }
    }

    private void pragma() {
        int name = isSign(start + 2, '.') ? start + 3 : start + 1;
        boolean sets = isSign(name + 1, '=') || isSign(name + 1, '(');
        String setting = sets ? lower(name) : "";
        if (FILE_PRAGMAS.contains(setting)) {
            add(ReachKind.FILES, name, "PRAGMA " + setting + " chooses where files lie", PROCESS_REMEDY);
        } else if (PROCESS_PRAGMAS.contains(setting)) {
            add(
                    ReachKind.SERVER,
                    name,
                    "PRAGMA " + setting + " limits the memory of every database that the program has open",
                    PROCESS_REMEDY);
        }
    }

    private void virtualTable() {
        int using = start + 2;
        while (using < tokens.size() && !isWord(using, "USING") && !isSign(using, ';')) {
            using++;
        }
        String module = lower(using + 1);
        if (isWord(using, "USING") && (FILE_MODULES.contains(module) || namesFile(using + 2))) {
            add(ReachKind.FILES, using + 1, "a virtual table of the kind " + module + " reads a file", FILE_REMEDY);
        }
    }

    /** Whether the arguments of a kind of virtual table that nobody knows say what file it lies in. */
    private boolean namesFile(int open) {
        for (int i = open + 1; i + 1 < tokens.size() && !isSign(i, ';'); i++) {
            boolean argument = isSign(i - 1, '(') || isSign(i - 1, ',');
            if (argument && Set.of("filename", "file").contains(lower(i)) && isSign(i + 1, '=')) {
                return true;
            }
        }
        return false;
    }

    private void call(int i) {
        SqliteToken token = tokens.get(i);
        boolean name = token.kind() == SqliteToken.Kind.WORD || token.kind() == SqliteToken.Kind.QUOTED_NAME;
        if (!name || !isSign(i + 1, '(')) {
            return;
        }
        String function = lower(i);
        boolean reads = FILE_FUNCTIONS.contains(function) || (function.equals("zipfile") && isInFrom(i));
        boolean runs = PROGRAM_FUNCTIONS.contains(function) || (function.equals("fts3_tokenizer") && takesTwo(i));
        if ((reads || runs) && !isTable(i)) {
            add(
                    runs ? ReachKind.PROGRAMS : ReachKind.FILES,
                    i,
                    function + "() " + (runs ? "runs code that is no SQL" : "reads or writes files"),
                    FILE_REMEDY);
        }
    }

    private boolean isInFrom(int i) {
        return isWord(i - 1, "FROM") || isWord(i - 1, "JOIN");
    }

    private boolean takesTwo(int i) {
        return isSign(i + 3, ',');
    }

    /** Whether a name in front of a parenthesis is that of a table, an index, or a common table expression. */
    private boolean isTable(int i) {
        if (i == 0 || isSign(i - 1, '.')) {
            return true;
        }
        SqliteToken before = tokens.get(i - 1);
        boolean named = before.kind() == SqliteToken.Kind.WORD
                && BEFORE_NAMES.contains(before.text().toUpperCase(Locale.ROOT));
        boolean indexed = before.isWord("ON") && (isWord(start + 1, "INDEX") || isWord(start + 2, "INDEX"));
        int close = SqliteTokens.closingParenthesis(tokens, i + 1);
        boolean expression = close > 0
                && isWord(close + 1, "AS")
                && (isSign(close + 2, '(') || isWord(close + 2, "MATERIALIZED") || isWord(close + 2, "NOT"));
        return named || indexed || expression;
    }

    /** A file's name for a message, without what a URI says behind the question mark. */
    private String file(int expression) {
        if (!isText(expression)
                || !(expression + 1 == tokens.size()
                        || isSign(expression + 1, ';')
                        || isWord(expression + 1, "AS")
                        || isWord(expression + 1, "KEY"))) {
            return "whose name it puts together";
        }
        String name = tokens.get(expression).value();
        int question = name.indexOf('?');
        return '`' + (question < 0 ? name : name.substring(0, question)) + '`';
    }

    /** A text, or a name, which stands for a text where a file is named. */
    private boolean isText(int i) {
        return i < tokens.size()
                && switch (tokens.get(i).kind()) {
                    case STRING, QUOTED_NAME, WORD -> true;
                    case SPACE, COMMENT, BLOB, NUMBER, SIGN -> false;
                };
    }

    private boolean isWord(int i, String word) {
        return i >= 0 && i < tokens.size() && tokens.get(i).isWord(word);
    }

    private boolean isSign(int i, char sign) {
        return i >= 0 && i < tokens.size() && tokens.get(i).isSign(sign);
    }

    private String lower(int i) {
        return i < tokens.size() ? tokens.get(i).value().toLowerCase(Locale.ROOT) : "";
    }

    private void add(ReachKind kind, int token, String what, String remedy) {
        for (; counted < tokens.get(token).start(); counted++) {
            if (script.charAt(counted) == '\n') {
                line++;
            }
        }
        found.add(new Reach(kind, line, what, remedy));
    }
}
