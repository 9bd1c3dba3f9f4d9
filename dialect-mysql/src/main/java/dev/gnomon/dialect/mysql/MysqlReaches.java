package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.dialect.Reach;
import dev.gnomon.engine.dialect.ReachKind;
import dev.gnomon.engine.dialect.ReachScope;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Collects what of a script reaches out, in words for people. */
final class MysqlReaches {

    /** Databases of the server that may be read, as everybody does. */
    private static final Set<String> READABLE = Set.of("mysql", "performance_schema", "sys");

    private static final String CATALOG = "information_schema";

    private final ReachScope scope;
    private final Set<Reach> found = new LinkedHashSet<>();

    MysqlReaches(ReachScope scope) {
        this.scope = scope;
    }

    Set<Reach> found() {
        return found;
    }

    void add(ReachKind kind, int line, String what, String remedy) {
        found.add(new Reach(kind, line, what, remedy));
    }

    /** A name with a database in front. */
    void qualified(String database, String object, int line, boolean writes) {
        String name = quoted(database) + (object.isEmpty() ? "" : "." + quoted(object));
        if (MysqlHoles.isOwnDatabase(database) || isShadow(database) || database.equalsIgnoreCase(CATALOG)) {
            return;
        }
        if (MysqlHoles.isOpen(database)) {
            unreadable(line, name + " lies in a database whose name is put together when it runs");
        } else if (READABLE.contains(database.toLowerCase(Locale.ROOT))) {
            if (writes) {
                add(
                        ReachKind.SERVER,
                        line,
                        name + " belongs to the server",
                        "Let no migration change what belongs to the server: run that by hand, once for each server.");
            }
        } else if (isMain(database)) {
            add(
                    ReachKind.DATABASES,
                    line,
                    name + " names the project's own database " + quoted(database) + ", and not the shadow database",
                    "Take the database's name off, here `" + MysqlHoles.shown(database)
                            + ".`, so that the name leads to the"
                            + " database that the script runs in: mysqldump leaves it out without --databases, MySQL"
                            + " Workbench with \"Omit schema qualifier in object names\".");
        } else {
            add(
                    ReachKind.DATABASES,
                    line,
                    name + " lies in the database " + quoted(database),
                    "Name in migrations only what lies in the project's own database, without a database in front.");
        }
    }

    /** A database that is used, created, changed or dropped. */
    void database(String words, String database, int line, boolean onlyUses) {
        if (MysqlHoles.isOwnDatabase(database) || (onlyUses && isShadow(database))) {
            return;
        }
        add(
                ReachKind.DATABASES,
                line,
                words + " " + quoted(database)
                        + (words.equals("USE") ? " changes the database" : " is for the whole server")
                        + (isMain(database) ? " (it is the project's own one, and not the shadow database)" : ""),
                "Take USE and CREATE, ALTER or DROP DATABASE out: gnomon itself connects to the database of the URL."
                        + " mysqldump leaves them out without --databases.");
    }

    void unreadable(int line, String what) {
        add(
                ReachKind.UNREADABLE,
                line,
                what,
                "Write the statement out, or put it together from texts of the same script, DATABASE() and names from"
                        + " information_schema.");
    }

    private boolean isShadow(String database) {
        return scope.shadow().filter(database::equals).isPresent();
    }

    private boolean isMain(String database) {
        return scope.main().filter(database::equalsIgnoreCase).isPresent();
    }

    private static String quoted(String name) {
        return MysqlNames.quote(MysqlHoles.shown(name));
    }
}
