package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.DialectObject;
import java.util.stream.Stream;

/**
 * What a server tells of itself; only a schema that was read from a database has it.
 *
 * @param version             as {@code SELECT VERSION()} tells it
 * @param mariaDb             it is MariaDB
 * @param lowerCaseTableNames the server's variable: 0 for names as written, that count letter by letter;
 *     1 for lower case; 2 for names as written, upper and lower case being the same
 */
record MysqlFacts(String version, boolean mariaDb, int lowerCaseTableNames) implements DialectObject {

    /** What is assumed where no server was asked. */
    static final MysqlFacts UNKNOWN_SERVER = new MysqlFacts("8.0", false, 0);

    /** The facts of the server that either schema was read from. */
    static MysqlFacts of(BeforeAfter<DatabaseSchema> schemas) {
        return Stream.of(schemas.before(), schemas.after())
                .flatMap(schema -> schema.dialectObjects().stream())
                .filter(MysqlFacts.class::isInstance)
                .map(MysqlFacts.class::cast)
                .findFirst()
                .orElse(UNKNOWN_SERVER);
    }

    /**
     * Whether migrations rename an index in place. MySQL can since 5.7; MariaDB can since 10.5.2, but
     * migrations for it drop and create, so that they run on every version.
     */
    boolean canRenameIndexes() {
        return !mariaDb && !version.startsWith("5.6");
    }

    boolean ignoresCase() {
        return lowerCaseTableNames != 0;
    }

    @Override
    public String describe() {
        return (mariaDb ? "MariaDB " : "MySQL ") + version + ", lower_case_table_names=" + lowerCaseTableNames;
    }
}
