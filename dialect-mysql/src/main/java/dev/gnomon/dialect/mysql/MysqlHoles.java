package dev.gnomon.dialect.mysql;

/** Letters that stand, in a text which is put together at run time, for what is not written in the script. */
final class MysqlHoles {

    /** The name of the database in use. */
    static final char OWN_DATABASE = '\uE000';

    /** A name that the catalog or a caller tells, or a number. */
    static final char NAME = '\uE001';

    /** Anything. */
    static final char ANY = '\uE002';

    private MysqlHoles() {}

    /** Take out of a script what could be taken for one of these. */
    static String without(String script) {
        return script.replace(OWN_DATABASE, '?').replace(NAME, '?').replace(ANY, '?');
    }

    static boolean isOwnDatabase(String text) {
        return text.length() == 1 && text.charAt(0) == OWN_DATABASE;
    }

    static boolean isOpen(String text) {
        return text.indexOf(NAME) >= 0 || text.indexOf(ANY) >= 0;
    }

    static boolean isAny(String text) {
        return text.indexOf(ANY) >= 0;
    }

    /** The text for people. */
    static String shown(String text) {
        return text.replace(OWN_DATABASE, '…').replace(NAME, '…').replace(ANY, '…');
    }
}
