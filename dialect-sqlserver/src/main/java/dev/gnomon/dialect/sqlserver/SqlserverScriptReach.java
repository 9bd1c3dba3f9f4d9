package dev.gnomon.dialect.sqlserver;

import dev.gnomon.dialect.sqlserver.SqlserverToken.Kind;
import dev.gnomon.engine.dialect.Reach;
import dev.gnomon.engine.dialect.ReachKind;
import dev.gnomon.engine.dialect.ReachScope;
import dev.gnomon.engine.dialect.ScriptReach;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what of a script leaves its database. Statements need no semicolons between them, so they are known by their
 * reserved words wherever these stand; the bodies of routines, blocks and texts that are run are read with the rest.
 */
final class SqlserverScriptReach implements ScriptReach {

    /** How deep texts that run texts are read. */
    private static final int DEPTH = 6;

    private static final Set<String> DEFINITIONS = Set.of("CREATE", "ALTER", "DROP");

    private static final Set<String> PERMISSIONS = Set.of("GRANT", "DENY", "REVOKE");

    @Override
    public List<Reach> read(String script, ReachScope scope) {
        List<Reach> found = new ArrayList<>();
        new Reading(SqlserverTokens.of(script), scope, DEPTH, found).read();
        return found;
    }

    /** One reading of one script or text. */
    private static final class Reading extends SqlserverReachReader {
        private final ReachScope scope;
        private final int depth;
        private final List<Reach> found;

        Reading(List<SqlserverToken> tokens, ReachScope scope, int depth, List<Reach> found) {
            super(tokens);
            this.scope = scope;
            this.depth = depth;
            this.found = found;
        }

        void read() {
            for (int i = 0; i < size(); i++) {
                follow(i);
                if (isWord(i) && !isSign(i - 1, '.')) {
                    statement(i);
                }
                if (startsName(i)) {
                    name(i);
                }
            }
        }

        private void statement(int i) {
            String word = upper(i);
            if (DEFINITIONS.contains(word)) {
                definition(i);
            } else if (PERMISSIONS.contains(word)) {
                permission(i);
            } else {
                switch (word) {
                    case "USE" -> use(i);
                    case "EXEC", "EXECUTE" -> execute(i);
                    case "BACKUP", "RESTORE" -> backup(i);
                    case "SHUTDOWN", "RECONFIGURE" -> server(i, !isPermissionList(i + 1), word);
                    case "KILL" -> server(i, true, word);
                    case "DBCC" -> check(i);
                    case "BULK" -> bulk(i);
                    case "OPENROWSET" -> openRows(i);
                    case "OPENQUERY", "OPENDATASOURCE" -> add(ReachKind.SERVERS, i, word + " asks another server", "");
                    case "ON" -> onServer(i);
                    default -> {
                        // A word of a statement that stays where it is, or a name.
                    }
                }
            }
        }

        private void use(int i) {
            boolean hint = isSign(i - 1, '(') || isSign(i - 1, ',');
            if (hint || !isName(i + 1)) {
                return;
            }
            String name = value(i + 1);
            if (!isOwn(name)) {
                add(
                        ReachKind.DATABASES,
                        i,
                        "USE " + shown(name) + " changes the database",
                        isMain(name) ? "Take `USE " + name + "` out: a migration runs in its database already." : "");
            }
        }

        private void server(int i, boolean meant, String word) {
            if (meant) {
                add(ReachKind.SERVER, i, word + " is about the whole server", "");
            }
        }

        private void backup(int i) {
            String what = upper(i + 1);
            Set<String> whats = Set.of(
                    "DATABASE",
                    "LOG",
                    "CERTIFICATE",
                    "MASTER",
                    "SERVICE",
                    "HEADERONLY",
                    "FILELISTONLY",
                    "LABELONLY",
                    "VERIFYONLY",
                    "REWINDONLY",
                    "SYMMETRIC",
                    "TRANSACTION",
                    "TRAN",
                    "GROUP");
            if (!whats.contains(what) || isPermissionList(i + 2)) {
                return;
            }
            boolean restores =
                    upper(i).equals("RESTORE") && Set.of("DATABASE", "LOG").contains(what);
            add(
                    restores ? ReachKind.DATABASES : ReachKind.FILES,
                    i,
                    upper(i) + " " + what + (restores ? " overwrites a database" : " reads or writes files"),
                    "");
        }

        /** Behind the name of a permission comes whom it is for. */
        private boolean isPermissionList(int i) {
            return isSign(i, ',') || upper(i).equals("TO") || upper(i).equals("FROM");
        }

        private void check(int i) {
            String command = upper(i + 1);
            int argument = i + 3;
            boolean named = size() > argument && (isName(argument) || kind(argument) == Kind.TEXT);
            boolean flags = Set.of("TRACEON", "TRACEOFF").contains(command) && mentions(i, "-", "1");
            boolean clears = Set.of("FREEPROCCACHE", "FREESYSTEMCACHE", "FREESESSIONCACHE", "DROPCLEANBUFFERS")
                            .contains(command)
                    || (command.equals("SQLPERF") && mentionsWord(i, "CLEAR"));
            if (flags || clears) {
                add(ReachKind.SERVER, i, "DBCC " + command + " is about the whole server", "");
            } else if (Set.of("CLONEDATABASE", "DETACHDB").contains(command)
                    || (command.equals("SHRINKDATABASE") && named && !isOwn(value(argument)))) {
                add(ReachKind.DATABASES, i, "DBCC " + command + " changes another database", "");
            } else if (Set.of("CHECKIDENT", "DBREINDEX", "CLEANTABLE", "INDEXDEFRAG")
                            .contains(command)
                    && named) {
                List<SqlserverToken> name = new ArrayList<>();
                int line = line(argument);
                SqlserverTokens.of(value(argument), at -> line).forEach(name::add);
                if (!name.isEmpty() && name.get(0).isName()) {
                    qualified(i, new Reading(name, scope, 0, found).nameAt(0).parts());
                }
            }
        }

        private void bulk(int i) {
            if (upper(i + 1).equals("INSERT")) {
                add(ReachKind.FILES, i, "BULK INSERT reads a file", "");
            }
        }

        private void openRows(int i) {
            if (isSign(i + 1, '(')) {
                boolean file = upper(i + 2).equals("BULK");
                add(
                        file ? ReachKind.FILES : ReachKind.SERVERS,
                        i,
                        "OPENROWSET " + (file ? "reads a file" : "asks another server"),
                        "");
            }
        }

        private void onServer(int i) {
            if (upper(i + 1).equals("ALL") && upper(i + 2).equals("SERVER")) {
                add(ReachKind.SERVER, i, "a trigger ON ALL SERVER is about the whole server", "");
            }
        }

        private void definition(int i) {
            String first = upper(i + 1);
            String second = upper(i + 2);
            if (first.equals("DATABASE")) {
                database(i);
                return;
            }
            if (first.equals("AUTHORIZATION")) {
                owner(i);
                return;
            }
            if (first.equals("EVENT") && second.equals("SESSION") && find(i, "ON", "DATABASE")) {
                return;
            }
            Optional<ReachKind> kind = SqlserverReachRoutines.object(first, second);
            boolean permission = isPermissionList(i + 2) || isPermissionList(i + 3);
            boolean notification = first.equals("EVENT") && second.equals("NOTIFICATION") && mentionsServer(i);
            boolean certificate = first.equals("CERTIFICATE") && mentionsFile(i);
            if (kind.isPresent() && !(permission && followsPermission(i))) {
                String thing = kind.equals(SqlserverReachRoutines.object(first, "")) ? first : first + " " + second;
                add(
                        kind.get(),
                        i,
                        upper(i) + " " + thing + " is about " + kind.get().target(),
                        "");
            } else if (notification) {
                add(ReachKind.SERVER, i, "EVENT NOTIFICATION ON SERVER is about the whole server", "");
            } else if (certificate) {
                add(ReachKind.FILES, i, upper(i) + " CERTIFICATE reads a file", "");
            }
        }

        private void owner(int i) {
            String what = upper(i + 3);
            if (what.equals("DATABASE") && isName(i + 6) && !isOwn(value(i + 6))) {
                add(ReachKind.DATABASES, i, "ALTER AUTHORIZATION gives away a database", "");
            } else if (Set.of("ENDPOINT", "SERVER", "AVAILABILITY").contains(what)) {
                add(ReachKind.ROLES, i, "ALTER AUTHORIZATION gives away what belongs to the server", "");
            }
        }

        private boolean followsPermission(int i) {
            return PERMISSIONS.contains(upper(i - 1)) || isSign(i - 1, ',');
        }

        private boolean mentionsServer(int i) {
            return find(i, "ON", "SERVER");
        }

        private boolean mentionsFile(int i) {
            return find(i, "FROM", "FILE") || find(i, "FROM", "EXECUTABLE");
        }

        private void database(int i) {
            String verb = upper(i);
            int at = verb.equals("DROP") && upper(i + 2).equals("IF") ? i + 4 : i + 2;
            String next = upper(at);
            String after = upper(at + 1);
            boolean within = (next.equals("SCOPED")
                            && Set.of("CREDENTIAL", "CONFIGURATION").contains(after))
                    || (next.equals("AUDIT") && after.equals("SPECIFICATION"))
                    || (next.equals("ENCRYPTION") && after.equals("KEY"));
            if (within || isPermissionList(at) || !isName(at)) {
                return;
            }
            String name = value(at);
            if (verb.equals("ALTER") && isOwn(name)) {
                ownDatabase(i, at);
                return;
            }
            String remedy = isMain(name) && verb.equals("ALTER")
                    ? "Write ALTER DATABASE CURRENT instead of the name `" + name + "`."
                    : isMain(name)
                            ? "Take " + verb + " DATABASE `" + name + "` out: a migration runs in its database already."
                            : "";
            add(ReachKind.DATABASES, i, verb + " DATABASE " + shown(name), remedy);
        }

        private void ownDatabase(int i, int at) {
            String verb = upper(at + 1);
            String what = upper(at + 2);
            if (verb.equals("MODIFY") && what.equals("NAME")) {
                add(ReachKind.DATABASES, i, "ALTER DATABASE … MODIFY NAME renames the database", "");
            } else if (Set.of("ADD", "MODIFY").contains(verb) && (what.equals("FILE") || what.equals("LOG"))) {
                add(ReachKind.FILES, i, "ALTER DATABASE … " + verb + " FILE chooses where files lie", "");
            } else if (verb.equals("SET")
                    && Set.of("HADR", "PARTNER", "WITNESS").contains(what)) {
                add(ReachKind.SERVERS, i, "ALTER DATABASE … SET " + what + " connects to other servers", "");
            }
        }

        private void permission(int i) {
            for (int at = i + 1; at < size() && !isSign(at, ';') && at < i + 40; at++) {
                String word = upper(at);
                String next = upper(at + 1);
                if (word.equals("TO") || (word.equals("FROM") && at > i + 1)) {
                    return;
                }
                boolean on = word.equals("ON");
                boolean securable =
                        on && isSign(at + 2, ':') && Set.of("LOGIN", "ENDPOINT").contains(next);
                boolean server = on && Set.of("SERVER", "AVAILABILITY").contains(next) && !isSign(at + 2, '.');
                boolean any = word.equals("ANY")
                        && (Set.of("LOGIN", "CREDENTIAL", "ENDPOINT", "LINKED", "SERVER", "AVAILABILITY")
                                        .contains(next)
                                || (next.equals("DATABASE") && isPermissionList(at + 2)));
                boolean wide =
                        (word.equals("SERVER") && !on && upper(at - 1).matches("CONTROL|ALTER|VIEW|AUTHENTICATE"))
                                || (word.equals("SHUTDOWN") && isPermissionList(at + 1))
                                || (word.equals("CONNECT") && next.equals("SQL"))
                                || (word.equals("ADMINISTER") && next.equals("BULK"));
                if (securable || server || any || wide) {
                    add(ReachKind.ROLES, i, upper(i) + " is about what logins may do on the server", "");
                    return;
                }
            }
        }

        private void execute(int i) {
            if (upper(i + 1).equals("AS")) {
                boolean login = upper(i + 2).equals("LOGIN");
                if (login) {
                    add(ReachKind.ROLES, i, "EXECUTE AS LOGIN runs what follows as another login", "");
                }
            } else if (isSign(i + 1, '(')) {
                int close = closing(i + 1);
                if (upper(close + 1).equals("AT")) {
                    add(ReachKind.SERVERS, i, "EXECUTE … AT runs a text on another server", "");
                } else {
                    text(i, i + 2);
                }
            } else {
                int name = isVariable(i + 1) && isSign(i + 2, '=') ? i + 3 : i + 1;
                if (isVariable(name)) {
                    routineInVariable(i, name);
                }
            }
        }

        /** The procedure's name is a value. */
        private void routineInVariable(int i, int name) {
            List<SqlserverDynamicText> values = SqlserverDynamicText.assignedTo(value(name), tokens(), depth);
            if (values.isEmpty() || depth == 0) {
                unreadable(i);
            }
            for (SqlserverDynamicText value : values) {
                if (value.opaque()) {
                    unreadable(i);
                } else if (depth > 0) {
                    List<SqlserverToken> call = new ArrayList<>();
                    call.add(new SqlserverToken(Kind.WORD, "EXEC", line(name)));
                    value.tokens()
                            .forEach(token -> call.add(new SqlserverToken(token.kind(), token.value(), line(name))));
                    call.addAll(tokens().subList(name + 1, Math.min(size(), name + 12)));
                    new Reading(call, scope, depth - 1, found).read();
                }
            }
        }

        /** Read a text that is run, or all texts that a variable can hold. */
        private void text(int i, int start) {
            if (depth == 0) {
                unreadable(i);
                return;
            }
            List<SqlserverDynamicText> texts = new ArrayList<>();
            boolean lone = isVariable(start) && !isSign(start + 1, '+');
            for (String variable : SqlserverDynamicText.variables(tokens(), start)) {
                List<SqlserverDynamicText> values = SqlserverDynamicText.assignedTo(variable, tokens(), depth);
                if (lone || values.size() > 1) {
                    texts.addAll(values);
                }
            }
            if (!lone || texts.isEmpty()) {
                texts.add(SqlserverDynamicText.of(tokens(), start, "", depth));
            }
            if (texts.stream().anyMatch(SqlserverDynamicText::opaque)) {
                unreadable(i);
            }
            texts.forEach(text -> new Reading(text.tokens(), scope, depth - 1, found).read());
        }

        /** Read every text among the arguments of a procedure that runs one of them. */
        private void texts(int i, int from) {
            boolean some = false;
            for (int at = from; at < size() && !isSign(at, ';') && !DEFINITIONS.contains(upper(at)); at++) {
                if (kind(at) == Kind.TEXT || (isVariable(at) && !isSign(at + 1, '='))) {
                    some = true;
                    text(i, at);
                }
            }
            if (!some) {
                unreadable(i);
            }
        }

        private void unreadable(int i) {
            add(ReachKind.UNREADABLE, i, "a text is run that is known only then", "");
        }

        private void name(int i) {
            Name name = nameAt(i);
            List<String> parts = name.parts();
            String last = parts.get(parts.size() - 1).toLowerCase(Locale.ROOT);
            boolean call = isSign(name.end(), '(');
            if (call && SqlserverReachRoutines.readsFiles(last)) {
                add(ReachKind.FILES, i, last + "() reads files of the server", "");
            } else if (isCalled(i)) {
                called(i, name, last);
            } else if (isObject(i) || parts.contains("") || (call && isRoutineElsewhere(parts))) {
                qualified(i, parts);
            }
        }

        private void called(int i, Name name, String procedure) {
            Optional<ReachKind> kind = SqlserverReachRoutines.procedure(procedure);
            if (kind.isPresent()) {
                if (!(procedure.equals("sp_configure") && !hasArgument(name.end()))) {
                    add(kind.get(), i, procedure + " reaches " + kind.get().target(), "");
                }
                return;
            }
            if (procedure.equals("sp_rename") && renamesDatabase(name.end())) {
                add(ReachKind.DATABASES, i, "sp_rename renames a database", "");
            }
            if (procedure.equals("sp_executesql")) {
                text(i, argument(name.end()));
            } else if (SqlserverReachRoutines.runsTexts(procedure)) {
                texts(i, name.end());
            }
            boolean jobs = name.parts().size() > 2 && name.parts().get(0).equalsIgnoreCase("msdb");
            if (jobs) {
                add(ReachKind.SERVER, i, procedure + " of msdb is about the whole server", "");
            } else {
                // A procedure of the server works in the database whose name stands in front.
                qualified(i, name.parts());
            }
        }

        private boolean renamesDatabase(int from) {
            for (int at = from; at < size() && at < from + 12 && !isSign(at, ';'); at++) {
                if (kind(at) == Kind.TEXT && value(at).equalsIgnoreCase("DATABASE")) {
                    return true;
                }
            }
            return false;
        }

        private boolean hasArgument(int at) {
            return at < size() && (kind(at) == Kind.TEXT || isVariable(at));
        }

        /** The first argument, or the one that is the statement by its name. */
        private int argument(int from) {
            for (int at = from; at + 2 < size() && at < from + 30 && !isSign(at, ';'); at++) {
                if (isSign(at + 1, '=')
                        && Set.of("@stmt", "@statement", "@command1").contains(lower(at))) {
                    return at + 2;
                }
            }
            return isVariable(from) && isSign(from + 1, '=') ? from + 2 : from;
        }

        private boolean isRoutineElsewhere(List<String> parts) {
            return parts.size() == 3 && (isMain(parts.get(0)) || parts.get(1).equalsIgnoreCase("dbo"));
        }

        private void qualified(int i, List<String> parts) {
            if (parts.size() == 4) {
                add(
                        ReachKind.SERVERS,
                        i,
                        shown(String.join(".", parts)) + " lies on another server",
                        "Take the name of the server off.");
            } else if (parts.size() == 3 && !isOwn(parts.get(0)) && !isHarmless(parts)) {
                String database = parts.get(0);
                add(
                        ReachKind.DATABASES,
                        i,
                        shown(String.join(".", parts)) + " lies in another database",
                        isMain(database)
                                ? "Take the name of the database, `" + database + ".`, off what it qualifies."
                                : "");
            }
        }

        /** Temporary tables, and what the server's own databases tell everybody. */
        private static boolean isHarmless(List<String> parts) {
            String database = parts.get(0).toLowerCase(Locale.ROOT);
            String schema = parts.get(1).toLowerCase(Locale.ROOT);
            boolean system = Set.of("master", "tempdb", "msdb", "model").contains(database);
            return (database.equals("tempdb") && parts.get(2).startsWith("#"))
                    || (system && Set.of("sys", "information_schema").contains(schema))
                    || (database.equals("master") && parts.get(2).equalsIgnoreCase("spt_values"))
                    || database.isEmpty();
        }

        private boolean isOwn(String name) {
            return SqlserverDynamicText.isOwnDatabase(name)
                    || name.equalsIgnoreCase("CURRENT")
                    || scope.shadow().filter(name::equalsIgnoreCase).isPresent();
        }

        private boolean isMain(String name) {
            return scope.main().filter(name::equalsIgnoreCase).isPresent();
        }

        private static String shown(String name) {
            return "`" + name.replace(SqlserverDynamicText.HOLE, '?') + "`";
        }

        private void add(ReachKind kind, int at, String what, String remedy) {
            String told = remedy.isEmpty() ? SqlserverReachRoutines.remedy(kind) : remedy;
            Reach reach = new Reach(kind, line(at), what, told);
            if (!found.contains(reach)) {
                found.add(reach);
            }
        }
    }
}
