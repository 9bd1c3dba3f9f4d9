package dev.gnomon.dialect.mysql;

import dev.gnomon.dialect.mysql.MysqlToken.Kind;
import dev.gnomon.engine.dialect.ReachKind;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what a statement does by its words: to databases, files, programs, other servers, users, the server. */
final class MysqlReachVerbs {

    private static final String BY_HAND =
            "Leave the server as it is in migrations: run that by hand, once for each server.";
    private static final String ROLES =
            "Keep users, roles and their grants in a script of their own outside of the migrations: they belong to the"
                    + " server, and a replay would change them there.";
    private static final String FILES =
            "Let migrations neither read nor write files: write the rows as INSERT statements.";
    private static final String SERVERS =
            "Create what leads to other servers by a script of its own outside of the migrations.";
    private static final String PROGRAMS =
            "Install what the server runs as its own code by hand, once for each server.";

    /** Words between CREATE, ALTER or DROP and the kind of the object. */
    private static final Map<String, ReachKind> OBJECTS = Map.ofEntries(
            Map.entry("DATABASE", ReachKind.DATABASES),
            Map.entry("SCHEMA", ReachKind.DATABASES),
            Map.entry("USER", ReachKind.ROLES),
            Map.entry("ROLE", ReachKind.ROLES),
            Map.entry("SERVER", ReachKind.SERVERS),
            Map.entry("TABLESPACE", ReachKind.SERVER),
            Map.entry("LOGFILE", ReachKind.SERVER),
            Map.entry("RESOURCE", ReachKind.SERVER),
            Map.entry("INSTANCE", ReachKind.SERVER),
            Map.entry("REFERENCE", ReachKind.SERVER));

    private static final Set<String> WITHIN = Set.of(
            "TABLE",
            "TABLES",
            "VIEW",
            "INDEX",
            "KEY",
            "TRIGGER",
            "PROCEDURE",
            "FUNCTION",
            "EVENT",
            "SEQUENCE",
            "PACKAGE");

    /** Words with another after them that together change the server. */
    private static final Map<String, Set<String>> PAIRS = Map.ofEntries(
            Map.entry("PURGE", Set.of("BINARY", "MASTER")),
            Map.entry("CHANGE", Set.of("MASTER", "REPLICATION")),
            Map.entry("START", Set.of("SLAVE", "REPLICA", "GROUP_REPLICATION", "ALL")),
            Map.entry("STOP", Set.of("SLAVE", "REPLICA", "GROUP_REPLICATION", "ALL")),
            Map.entry("RESET", Set.of("MASTER", "SLAVE", "REPLICA", "QUERY", "PERSIST", "BINARY")),
            Map.entry("CLONE", Set.of("LOCAL", "INSTANCE")),
            Map.entry("XA", Set.of("START", "BEGIN", "COMMIT", "ROLLBACK", "PREPARE")),
            Map.entry("LOCK", Set.of("INSTANCE")),
            Map.entry("BACKUP", Set.of("STAGE", "LOCK", "UNLOCK")),
            Map.entry("CACHE", Set.of("INDEX")));

    private static final Set<String> FLUSHED = Set.of(
            "PRIVILEGES",
            "LOGS",
            "BINARY",
            "ENGINE",
            "ERROR",
            "GENERAL",
            "RELAY",
            "SLOW",
            "HOSTS",
            "LOCAL",
            "NO_WRITE_TO_BINLOG",
            "OPTIMIZER_COSTS",
            "USER_RESOURCES",
            "DES_KEY_FILE",
            "MASTER",
            "SLAVE",
            "QUERY",
            "SSL",
            "USER_VARIABLES",
            "CLIENT_STATISTICS",
            "USER_STATISTICS",
            "INDEX_STATISTICS",
            "TABLE_STATISTICS");

    private static final Set<String> INSTALLED = Set.of("PLUGIN", "SONAME", "COMPONENT");
    private static final Set<String> REMOTE_ENGINES = Set.of("FEDERATED", "FEDERATEDX", "SPIDER", "S3");
    private static final Set<String> COMMANDS = Set.of("SYS_EXEC", "SYS_EVAL", "SYS_SET", "LIB_MYSQLUDF_SYS_INFO");
    private static final Set<String> GLOBAL = Set.of("GLOBAL", "PERSIST", "PERSIST_ONLY");

    /** After these a statement may begin. */
    private static final Set<String> BEFORE_STATEMENT = Set.of(
            "BEGIN",
            "THEN",
            "ELSE",
            "DO",
            "LOOP",
            "REPEAT",
            "ROW",
            "FOR",
            "DETERMINISTIC",
            "DATA",
            "SQL",
            "INVOKER",
            "DEFINER",
            "FOUND",
            "SQLEXCEPTION",
            "SQLWARNING",
            "ATOMIC",
            "AS",
            "IS");

    private final List<MysqlToken> tokens;
    private final MysqlReaches reaches;

    /** A table is being created or changed, from this piece on. */
    private int tableFrom = Integer.MAX_VALUE;

    private boolean altersTable;
    private boolean sets;

    private MysqlReachVerbs(List<MysqlToken> tokens, MysqlReaches reaches) {
        this.tokens = tokens;
        this.reaches = reaches;
    }

    /** Read one statement. */
    static void read(List<MysqlToken> statement, MysqlReaches reaches) {
        if (!statement.isEmpty() && !statement.get(0).isWord("SHOW")) {
            new MysqlReachVerbs(statement, reaches).read();
        }
    }

    private MysqlToken at(int index) {
        return index >= 0 && index < tokens.size() ? tokens.get(index) : new MysqlToken(Kind.END, "", 0);
    }

    private void read() {
        for (int index = 0; index < tokens.size(); index++) {
            MysqlToken token = at(index);
            boolean plain = !at(index - 1).isSymbol(".") && !at(index + 1).isSymbol(".");
            if (token.kind() == Kind.SYSTEM_VARIABLE) {
                systemVariable(index);
            } else if (token.isName() && plain && at(index + 1).isSymbol("(")) {
                call(index);
            }
            if (token.kind() == Kind.WORD && plain) {
                word(index);
            }
        }
    }

    private boolean startsStatement(int index) {
        MysqlToken before = at(index - 1);
        return index == 0
                || before.isWord(BEFORE_STATEMENT)
                || before.isSymbol(":")
                || before.isSymbol(")")
                || before.kind() == Kind.TEXT
                || before.kind() == Kind.NUMBER;
    }

    private void word(int index) {
        MysqlToken token = at(index);
        MysqlToken after = at(index + 1);
        String word = token.upper();
        switch (word) {
            case "USE" -> use(index);
            case "CREATE", "ALTER", "DROP" -> change(index);
            case "RENAME" -> {
                if (!altersTable && after.isWord("USER")) {
                    add(ReachKind.ROLES, index, "RENAME USER changes the server's users", ROLES);
                }
            }
            case "GRANT", "REVOKE" -> {
                if (!at(index - 1).isWord("WITH") && !after.isWord("OPTION") && !altersTable) {
                    add(ReachKind.ROLES, index, word + " changes what the server's users may do", ROLES);
                }
            }
            case "SET" -> {
                sets = true;
                set(index);
            }
            case "GLOBAL", "PERSIST", "PERSIST_ONLY" -> {
                boolean item = at(index - 1).isWord("SET") || at(index - 1).isSymbol(",");
                if (sets && item && (after.isName())) {
                    add(ReachKind.SERVER, index, "SET " + word + " changes a setting of the server", BY_HAND);
                }
            }
            case "KILL" -> {
                if (startsStatement(index)) {
                    add(ReachKind.SERVER, index, "KILL ends a session of the server", BY_HAND);
                }
            }
            case "SHUTDOWN", "RESTART" -> {
                if (startsStatement(index) && (after.isEnd() || after.isWord("WAIT"))) {
                    add(ReachKind.SERVER, index, word + " stops the server", BY_HAND);
                }
            }
            case "FLUSH" -> flush(index);
            case "BINLOG" -> {
                if (startsStatement(index) && after.isText()) {
                    add(ReachKind.SERVER, index, "BINLOG runs events of a log", BY_HAND);
                }
            }
            case "INSTALL", "UNINSTALL" -> {
                if (after.isWord(INSTALLED)) {
                    add(
                            ReachKind.PROGRAMS,
                            index,
                            word + " " + after.upper() + " changes the server's own code",
                            PROGRAMS);
                }
            }
            case "SONAME" -> {
                if (after.isText() && !at(index - 1).isWord(Set.of("INSTALL", "UNINSTALL"))) {
                    add(ReachKind.PROGRAMS, index, "SONAME loads code into the server", PROGRAMS);
                }
            }
            case "LOAD" -> {
                if (after.isWord(Set.of("DATA", "XML"))) {
                    add(ReachKind.FILES, index, "LOAD " + after.upper() + " reads a file", FILES);
                }
            }
            case "INTO" -> {
                if (after.isWord(Set.of("OUTFILE", "DUMPFILE"))) {
                    add(ReachKind.FILES, index, "INTO " + after.upper() + " writes a file", FILES);
                }
            }
            case "IMPORT" -> {
                if (after.isWord("TABLE") && !altersTable) {
                    add(ReachKind.FILES, index, "IMPORT TABLE reads a file", FILES);
                }
            }
            case "DATA", "INDEX" -> {
                if (index > tableFrom && after.isWord("DIRECTORY")) {
                    add(
                            ReachKind.FILES,
                            index,
                            word + " DIRECTORY puts the table into a folder of the server",
                            "Take the option out: where tables lie is the server's affair.");
                }
            }
            case "ENGINE" -> engine(index);
            case "CONNECTION" -> {
                if (index > tableFrom && (after.isText() || after.isSymbol("="))) {
                    add(ReachKind.SERVERS, index, "CONNECTION leads to another server", SERVERS);
                }
            }
            default -> {
                if (PAIRS.containsKey(word) && after.isWord(PAIRS.get(word)) && !altersTable && tableFrom > index) {
                    boolean transaction = word.equals("START")
                            && after.isWord("ALL")
                            && !at(index + 2).isWord("SLAVES");
                    if (!transaction && (!word.equals("XA") || startsStatement(index))) {
                        add(ReachKind.SERVER, index, word + " " + after.upper() + " is for the whole server", BY_HAND);
                    }
                }
            }
        }
    }

    private void add(ReachKind kind, int index, String what, String remedy) {
        reaches.add(kind, at(index).line(), what, remedy);
    }

    private void use(int index) {
        MysqlToken after = at(index + 1);
        if (after.isName() && !after.isWord(Set.of("INDEX", "KEY"))) {
            if (MysqlHoles.isOpen(after.text())) {
                reaches.unreadable(
                        at(index).line(), "USE changes to a database whose name is put together when it runs");
            } else {
                reaches.database("USE", after.text(), at(index).line(), true);
            }
        }
    }

    private void change(int index) {
        if (altersTable || at(index - 1).isWord("SHOW")) {
            return;
        }
        String verb = at(index).upper();
        for (int at = index + 1; at < tokens.size() && !at(at).isSymbol("("); at++) {
            MysqlToken token = at(at);
            if (token.kind() != Kind.WORD
                    || at(at - 1).isSymbol("=")
                    || at(at - 1).isSymbol(".")) {
                continue;
            }
            String word = token.upper();
            if (WITHIN.contains(word)) {
                if (word.equals("TABLE")) {
                    altersTable = verb.equals("ALTER");
                    tableFrom = verb.equals("DROP") ? tableFrom : at;
                }
                return;
            }
            ReachKind kind = OBJECTS.get(word);
            if (kind == ReachKind.DATABASES) {
                database(verb, word, at);
                return;
            } else if (kind != null) {
                String what = verb + " " + (word.equals("REFERENCE") ? "SPATIAL REFERENCE SYSTEM" : word);
                add(
                        kind,
                        index,
                        what
                                + switch (kind) {
                                    case ROLES -> " changes the server's users";
                                    case SERVERS -> " changes a link to another server";
                                    default -> " is for the whole server";
                                },
                        kind == ReachKind.ROLES ? ROLES : kind == ReachKind.SERVERS ? SERVERS : BY_HAND);
                return;
            }
        }
    }

    private void database(String verb, String word, int index) {
        int at = index + 1;
        while (at(at).isWord(Set.of("IF", "NOT", "EXISTS"))) {
            at++;
        }
        MysqlToken name = at(at);
        boolean options = verb.equals("ALTER")
                && (name.isWord(Set.of("CHARACTER", "DEFAULT", "COLLATE"))
                        || name.isWord(Set.of("CHARSET", "ENCRYPTION", "COMMENT", "READ"))
                                && !at(at + 1).isWord(Set.of("CHARACTER", "DEFAULT", "COLLATE", "CHARSET")));
        if (options) {
            return;
        }
        if (name.isName() && MysqlHoles.isOpen(name.text())) {
            reaches.unreadable(
                    name.line(), verb + " " + word + " names a database whose name is put together when it runs");
        } else if (name.isName()) {
            reaches.database(verb + " " + word, name.text(), at(index).line(), verb.equals("ALTER"));
        }
    }

    private void set(int index) {
        MysqlToken after = at(index + 1);
        if (after.isWord("PASSWORD")
                && (at(index + 2).isSymbol("=") || at(index + 2).isWord(Set.of("FOR", "TO")))
                && startsStatement(index)) {
            add(ReachKind.ROLES, index, "SET PASSWORD changes a user of the server", ROLES);
        } else if (after.isWord("DEFAULT") && at(index + 2).isWord("ROLE")) {
            add(ReachKind.ROLES, index, "SET DEFAULT ROLE changes a user of the server", ROLES);
        }
    }

    private void systemVariable(int index) {
        boolean item = at(index - 1).isWord("SET") || at(index - 1).isSymbol(",");
        boolean assigned = at(index + 3).isSymbol("=") || at(index + 3).isSymbol(":=");
        if (sets && item && assigned && GLOBAL.contains(at(index).upper())) {
            add(
                    ReachKind.SERVER,
                    index,
                    "SET @@" + at(index).upper() + "." + at(index + 2).text() + " changes a setting of the server",
                    at(index + 2).isWord("GTID_PURGED")
                            ? "Take it out: mysqldump leaves it out with --set-gtid-purged=OFF."
                            : BY_HAND);
        }
    }

    private void flush(int index) {
        if (!startsStatement(index)) {
            return;
        }
        MysqlToken after = at(index + 1);
        boolean allTables = after.isWord(Set.of("TABLES", "TABLE"))
                && (at(index + 2).isEnd() || at(index + 2).isWord("WITH"));
        if (allTables || after.isWord(FLUSHED)) {
            add(ReachKind.SERVER, index, "FLUSH " + after.upper() + " is for the whole server", BY_HAND);
        }
    }

    private void engine(int index) {
        MysqlToken value = at(index + 1).isSymbol("=") ? at(index + 2) : at(index + 1);
        if (index < tableFrom || !(value.isName() || value.isText())) {
            return;
        }
        if (REMOTE_ENGINES.contains(value.upper())) {
            add(
                    ReachKind.SERVERS,
                    index,
                    "the engine " + value.upper() + " keeps the table on another server",
                    SERVERS);
        } else if (value.upper().equals("CONNECT")) {
            add(ReachKind.FILES, index, "the engine CONNECT reads and writes files or other servers", FILES);
        }
    }

    private void call(int index) {
        String name = at(index).upper();
        if (name.equals("LOAD_FILE")) {
            add(ReachKind.FILES, index, "LOAD_FILE reads a file of the server", FILES);
        } else if (COMMANDS.contains(name)) {
            add(ReachKind.PROGRAMS, index, name + " runs a command on the server's machine", PROGRAMS);
        } else if (name.startsWith("GROUP_REPLICATION_")
                || name.startsWith("ASYNCHRONOUS_CONNECTION_FAILOVER_")
                || name.startsWith("KEYRING_KEY_")) {
            add(ReachKind.SERVER, index, name + " is for the whole server", BY_HAND);
        }
    }
}
