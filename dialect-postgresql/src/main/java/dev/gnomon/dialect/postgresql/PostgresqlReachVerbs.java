package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.dialect.Reach;
import dev.gnomon.engine.dialect.ReachKind;
import dev.gnomon.engine.dialect.ReachScope;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Tells by its first words whether a command reaches out of the database. */
final class PostgresqlReachVerbs {

    private static final Set<String> ROLE = Set.of("group", "role", "user");

    /** What all databases of a server share, and can be named after ON. */
    private static final Set<String> SHARED = Set.of("database", "role", "tablespace");

    private static final Set<String> SHARED_CATALOGS = Set.of(
            "pg_auth_members",
            "pg_authid",
            "pg_database",
            "pg_db_role_setting",
            "pg_parameter_acl",
            "pg_replication_origin",
            "pg_shdepend",
            "pg_shdescription",
            "pg_shseclabel",
            "pg_subscription",
            "pg_tablespace");

    private static final String ROLES_REMEDY =
            "Create, change and drop roles, and what they are members of, in a script that is not a migration; all"
                    + " databases of a server share them.";

    private static final String DATABASES_REMEDY =
            "Take statements about databases out of the migrations; where one means the database that it runs in, write"
                    + " it with `EXECUTE format('… %I …', current_database())` in a DO block.";

    private static final String FILES_REMEDY =
            "Write rows as INSERT statements, or load files by a script that is not a migration.";

    private static final String SERVERS_REMEDY = "Set up links to other servers in a script that is not a migration.";

    private static final String SERVER_REMEDY =
            "Do what concerns the whole server in a script that is not a migration.";

    private final List<PostgresqlToken> tokens;
    private final int start;
    private final int end;
    private final ReachScope scope;

    /** Whether a name that is known only at run time may be that of the database itself. */
    private final boolean namesCurrentDatabase;

    PostgresqlReachVerbs(
            List<PostgresqlToken> tokens, int start, int end, ReachScope scope, boolean namesCurrentDatabase) {
        this.tokens = tokens;
        this.start = start;
        this.end = end;
        this.scope = scope;
        this.namesCurrentDatabase = namesCurrentDatabase;
    }

    static String remedy(ReachKind kind) {
        return switch (kind) {
            case DATABASES -> DATABASES_REMEDY;
            case FILES -> FILES_REMEDY;
            case PROGRAMS ->
                "Run programs and load libraries by a script that is not a migration, and write functions in SQL or"
                        + " PL/pgSQL.";
            case SERVERS -> SERVERS_REMEDY;
            case ROLES -> ROLES_REMEDY;
            case SERVER -> SERVER_REMEDY;
            case UNREADABLE -> "Write the statement that is run as a text that can be read.";
        };
    }

    Optional<Reach> find() {
        return switch (word(0)) {
            case "create" -> create(word(1).equals("or") ? 3 : 1);
            case "alter" -> alter();
            case "drop" -> drop();
            case "comment" -> word(1).equals("on") ? about(2) : Optional.empty();
            case "security" -> word(1).equals("label") ? about(indexOf("on", 2) + 1) : Optional.empty();
            case "grant", "revoke" -> grant();
            case "reassign" ->
                word(1).equals("owned") ? reach(ReachKind.ROLES, "REASSIGN OWNED", "changes what roles own") : none();
            case "load" -> isString(1) ? reach(ReachKind.PROGRAMS, "LOAD", "loads a library into the server") : none();
            case "copy" -> copy();
            case "prepare" ->
                word(1).equals("transaction")
                        ? reach(ReachKind.SERVER, "PREPARE TRANSACTION", "leaves a transaction on the server")
                        : none();
            case "import" ->
                word(1).equals("foreign")
                        ? reach(ReachKind.SERVERS, "IMPORT FOREIGN SCHEMA", "talks to another server")
                        : none();
            default -> Optional.empty();
        };
    }

    private Optional<Reach> create(int kind) {
        return switch (word(kind)) {
            case "database" -> database("CREATE DATABASE " + name(kind + 1), kind + 1, "creates another database");
            case "role", "group" -> role("CREATE " + word(kind).toUpperCase(Locale.ROOT), kind + 1, "creates a role");
            case "user" ->
                word(kind + 1).equals("mapping")
                        ? reach(ReachKind.SERVERS, "CREATE USER MAPPING", "opens a way to another server")
                        : role("CREATE USER", kind + 1, "creates a role");
            case "tablespace" ->
                reach(ReachKind.SERVER, "CREATE TABLESPACE " + name(kind + 1), "makes a tablespace of the server");
            case "server" ->
                reach(
                        ReachKind.SERVERS,
                        "CREATE SERVER " + name(afterExists(kind + 1)),
                        "opens a way to another server");
            case "subscription" ->
                reach(ReachKind.SERVERS, "CREATE SUBSCRIPTION " + name(kind + 1), "talks to another server");
            case "foreign" ->
                word(kind + 1).equals("table")
                        ? reach(
                                ReachKind.SERVERS,
                                "CREATE FOREIGN TABLE " + name(afterExists(kind + 2)),
                                "opens a way to another server")
                        : none();
            default -> computed("CREATE", kind);
        };
    }

    private Optional<Reach> alter() {
        return switch (word(1)) {
            case "database" -> database("ALTER DATABASE " + name(2), 2, "changes a database of the server");
            case "role", "group" -> role("ALTER " + word(1).toUpperCase(Locale.ROOT), 2, "changes a role");
            case "user" ->
                word(2).equals("mapping")
                        ? reach(ReachKind.SERVERS, "ALTER USER MAPPING", "changes a way to another server")
                        : role("ALTER USER", 2, "changes a role");
            case "tablespace" ->
                reach(ReachKind.SERVER, "ALTER TABLESPACE " + name(2), "changes a tablespace of the server");
            case "server" -> reach(ReachKind.SERVERS, "ALTER SERVER " + name(2), "changes a way to another server");
            case "subscription" -> reach(ReachKind.SERVERS, "ALTER SUBSCRIPTION " + name(2), "talks to another server");
            case "system" -> reach(ReachKind.SERVER, "ALTER SYSTEM", "changes the settings of the server");
            default -> computed("ALTER", 1);
        };
    }

    private Optional<Reach> drop() {
        return switch (word(1)) {
            case "database" ->
                database("DROP DATABASE " + name(afterExists(2)), afterExists(2), "drops a database of the server");
            case "role", "group" -> role("DROP " + word(1).toUpperCase(Locale.ROOT), afterExists(2), "drops a role");
            case "user" -> word(2).equals("mapping") ? none() : role("DROP USER", afterExists(2), "drops a role");
            case "owned" -> reach(ReachKind.ROLES, "DROP OWNED", "takes rights on the server from roles");
            case "tablespace" ->
                reach(ReachKind.SERVER, "DROP TABLESPACE " + name(afterExists(2)), "drops a tablespace of the server");
            case "subscription" ->
                reach(ReachKind.SERVERS, "DROP SUBSCRIPTION " + name(afterExists(2)), "talks to another server");
            default -> computed("DROP", 1);
        };
    }

    /** COMMENT ON and SECURITY LABEL ON. */
    private Optional<Reach> about(int kind) {
        if (!SHARED.contains(word(kind))) {
            return Optional.empty();
        }
        String words = word(0).equals("comment") ? "COMMENT ON " : "SECURITY LABEL ON ";
        return switch (word(kind)) {
            case "database" ->
                database(words + "DATABASE " + name(kind + 1), kind + 1, "describes a database of the server");
            case "role" -> role(words + "ROLE", kind + 1, "describes a role");
            default ->
                reach(ReachKind.SERVER, words + "TABLESPACE " + name(kind + 1), "describes a tablespace of the server");
        };
    }

    private Optional<Reach> grant() {
        String words = word(0).toUpperCase(Locale.ROOT);
        String before = word(0).equals("grant") ? "to" : "from";
        int on = indexOf("on", 1);
        int whom = indexOf(before, 1);
        if (whom < 0) {
            return Optional.empty();
        }
        if (on < 0 || on > whom) {
            return reach(ReachKind.ROLES, words + " " + name(afterOptions()), "changes who is a member of a role");
        }
        return switch (word(on + 1)) {
            case "database" -> {
                for (int index = on + 2; index < whom; index += 2) {
                    Optional<Reach> found = database(
                            words + " … ON DATABASE " + name(index),
                            index,
                            "changes rights on a database of the server");
                    if (found.isPresent()) {
                        yield found;
                    }
                }
                yield Optional.empty();
            }
            case "tablespace" ->
                reach(
                        ReachKind.SERVER,
                        words + " … ON TABLESPACE " + name(on + 2),
                        "changes rights on a tablespace of the server");
            case "parameter" ->
                reach(ReachKind.SERVER, words + " … ON PARAMETER", "changes rights on settings of the server");
            default -> Optional.empty();
        };
    }

    /** After {@code ADMIN OPTION FOR} and the like. */
    private int afterOptions() {
        int option = indexOf("for", 1);
        return option == 3 && word(2).equals("option") ? 4 : 1;
    }

    private Optional<Reach> copy() {
        int depth = 0;
        for (int index = start + 1; index + 1 < end; index++) {
            PostgresqlToken token = tokens.get(index);
            if (token.isSymbol("(")) {
                depth++;
            } else if (token.isSymbol(")")) {
                depth--;
            } else if (depth == 0 && token.isWord(Set.of("from", "to"))) {
                PostgresqlToken source = tokens.get(index + 1);
                String words = "COPY … " + token.text().toUpperCase(Locale.ROOT);
                if (source.isWord("program")) {
                    return reach(ReachKind.PROGRAMS, words + " PROGRAM", "runs a program on the server's machine");
                }
                if (source.isString() || hasHole(source)) {
                    return reach(
                            ReachKind.FILES,
                            words + " a file",
                            (token.isWord("from") ? "reads" : "writes") + " a file of the server's machine");
                }
            }
        }
        return Optional.empty();
    }

    /** Rows of the catalogs that all databases share, and of the tables that jobs lie in; told from any place. */
    static Optional<Reach> ofRows(List<PostgresqlToken> tokens, int at, boolean hasJobs) {
        PostgresqlToken token = tokens.get(at);
        if (!token.isWord(Set.of("delete", "insert", "merge", "truncate", "update"))) {
            return Optional.empty();
        }
        int index = at + 1;
        while (index < tokens.size() && tokens.get(index).isWord(Set.of("from", "into", "only", "table"))) {
            index++;
        }
        String name = nameAt(tokens, index);
        String last = name.substring(name.lastIndexOf('.') + 1);
        String words = token.text().toUpperCase(Locale.ROOT) + " " + name;
        if (SHARED_CATALOGS.contains(last) && (name.equals(last) || name.equals("pg_catalog." + last))) {
            return Optional.of(reach(
                    last.equals("pg_database") ? ReachKind.DATABASES : ReachKind.ROLES,
                    token.line(),
                    words,
                    "changes a catalog that all databases of the server share"));
        }
        if ((name.startsWith("cron.") && hasJobs) || name.startsWith("pgagent.")) {
            return Optional.of(reach(ReachKind.SERVER, token.line(), words, "plans or changes jobs of the server"));
        }
        return Optional.empty();
    }

    /** The words that would tell are put together only at run time. */
    private Optional<Reach> computed(String words, int index) {
        return start + index < end
                        && tokens.get(start + index).kind() == PostgresqlToken.Kind.WORD
                        && hasHole(tokens.get(start + index))
                ? reach(ReachKind.UNREADABLE, words + " …", "is put together at run time, so that it may mean anything")
                : Optional.empty();
    }

    private Optional<Reach> role(String words, int name, String does) {
        return reach(ReachKind.ROLES, words + " " + name(name), does + " of the whole server");
    }

    private Optional<Reach> database(String words, int name, String does) {
        boolean isCurrent = start + name < end
                && tokens.get(start + name).isName()
                && (isCurrent(tokens.get(start + name)) && !word(0).equals("create") && !word(0).equals("drop"));
        if (isCurrent) {
            return Optional.empty();
        }
        boolean isMain = scope.main().filter(name(name)::equals).isPresent();
        return reach(ReachKind.DATABASES, words, does + (isMain ? ", the project's own one" : ""));
    }

    private boolean isCurrent(PostgresqlToken token) {
        return token.text().equals(String.valueOf(PostgresqlReadText.CURRENT_DATABASE))
                || scope.shadow().filter(token.text()::equals).isPresent()
                || (hasHole(token) && namesCurrentDatabase);
    }

    private static boolean hasHole(PostgresqlToken token) {
        return token.text().indexOf(PostgresqlReadText.HOLE) >= 0;
    }

    private Optional<Reach> reach(ReachKind kind, String words, String does) {
        return Optional.of(reach(kind, tokens.get(start).line(), words, does));
    }

    static Reach reach(ReachKind kind, int line, String words, String does) {
        return new Reach(kind, line, "`" + words.strip() + "` " + does, remedy(kind));
    }

    private static Optional<Reach> none() {
        return Optional.empty();
    }

    private boolean isString(int index) {
        return start + index < end && tokens.get(start + index).isString();
    }

    private String word(int index) {
        if (index < 0 || start + index >= end) {
            return "";
        }
        PostgresqlToken token = tokens.get(start + index);
        return token.kind() == PostgresqlToken.Kind.WORD ? token.text() : "";
    }

    /** The place of a word outside of parentheses; -1 if it is not there. */
    private int indexOf(String word, int from) {
        int depth = 0;
        for (int index = start + from; index < end; index++) {
            PostgresqlToken token = tokens.get(index);
            if (token.isSymbol("(")) {
                depth++;
            } else if (token.isSymbol(")")) {
                depth--;
            } else if (depth == 0 && token.isWord(word)) {
                return index - start;
            }
        }
        return -1;
    }

    private int afterExists(int index) {
        if (!word(index).equals("if")) {
            return index;
        }
        return word(index + 1).equals("not") ? index + 3 : index + 2;
    }

    private String name(int index) {
        return start + index < end ? nameAt(tokens, start + index) : "";
    }

    private static String nameAt(List<PostgresqlToken> tokens, int start) {
        StringBuilder name = new StringBuilder();
        int index = start;
        while (index < tokens.size() && tokens.get(index).isName()) {
            name.append(shown(tokens.get(index).text()));
            if (index + 2 >= tokens.size() || !tokens.get(index + 1).isSymbol(".")) {
                break;
            }
            name.append('.');
            index += 2;
        }
        return name.toString();
    }

    /** A name as people read it. */
    private static String shown(String text) {
        return text.replace(PostgresqlReadText.HOLE, '…')
                .replace(String.valueOf(PostgresqlReadText.CURRENT_DATABASE), "current_database()");
    }
}
