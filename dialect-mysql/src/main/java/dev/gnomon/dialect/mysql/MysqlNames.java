package dev.gnomon.dialect.mysql;

/** Writes names into statements. */
final class MysqlNames {

    private MysqlNames() {}

    /** An identifier in backticks, such that no character of it can end them. */
    static String quote(String identifier) {
        return "`" + identifier.replace("`", "``") + "`";
    }
}
