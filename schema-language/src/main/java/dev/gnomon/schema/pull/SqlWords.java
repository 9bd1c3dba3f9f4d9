package dev.gnomon.schema.pull;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The words of SQL that a query's layout knows. */
final class SqlWords {

    /** What a word, or several, does to the layout. */
    enum Role {
        /** Begins a part of the query that is indented below it. */
        CLAUSE,
        /** Stands alone between two queries. */
        COMBINATION,
        /** Begins a line. */
        LINE,
        /** Opens a block. */
        OPENING,
        /** Closes a block. */
        CLOSING,
        /** Is a word of SQL and nothing else. */
        WORD
    }

    /** Words of more than one part by their first part, the longest first. */
    private static final Map<String, String[]> PHRASES = phrases();

    private static final Set<String> CLAUSES = Set.of(
            "ADD",
            "AFTER",
            "ALTER COLUMN",
            "ALTER TABLE",
            "DELETE FROM",
            "EXCEPT",
            "FETCH FIRST",
            "FROM",
            "GROUP BY",
            "GO",
            "HAVING",
            "INSERT INTO",
            "LIMIT",
            "MODIFY",
            "ORDER BY",
            "SELECT",
            "SET",
            "UPDATE",
            "VALUES",
            "WHERE");

    private static final Set<String> COMBINATIONS = Set.of("INTERSECT", "INTERSECT ALL", "MINUS", "UNION", "UNION ALL");

    private static final Set<String> LINES = Set.of(
            "AND",
            "CROSS APPLY",
            "CROSS JOIN",
            "ELSE",
            "INNER JOIN",
            "JOIN",
            "LEFT JOIN",
            "LEFT OUTER JOIN",
            "OR",
            "OUTER APPLY",
            "OUTER JOIN",
            "RIGHT JOIN",
            "RIGHT OUTER JOIN",
            "WHEN",
            "XOR");

    private static final Set<String> WORDS = Set.of(
            ("ACTION AGAINST AGGREGATE ALGORITHM ALL ALTER ANALYSE ANALYZE AS ASC BEGIN BETWEEN BOTH CASCADE CHANGE"
                            + " CHANGED CHARSET CHECK CHECKSUM COLLATE COLLATION COLUMN COLUMNS COMMENT COMMIT COMMITTED"
                            + " COMPRESSED CONCURRENT CONSTRAINT CONTAINS CONVERT CREATE CROSS CURRENT_TIMESTAMP DATABASE"
                            + " DATABASES DAY DEFAULT DEFINER DELAYED DELETE DESC DESCRIBE DETERMINISTIC DISTINCT"
                            + " DISTINCTROW DIV DO DROP DUPLICATE DYNAMIC ENCLOSED ENGINE ESCAPE ESCAPED EVENTS EXEC"
                            + " EXECUTE EXISTS EXPLAIN EXTENDED FAST FETCH FIELDS FILE FIRST FIXED FLUSH FOR FORCE"
                            + " FOREIGN FULL FULLTEXT FUNCTION GLOBAL GRANT GRANTS GROUP_CONCAT HEAP HOSTS HOUR"
                            + " IDENTIFIED IF IFNULL IGNORE IN INDEX INDEXES INSERT INTERVAL INTO INVOKER IS ISOLATION"
                            + " KEY KEYS KILL LEADING LEVEL LIKE LINEAR LINES LOAD LOCAL LOCK LOCKS LOGS MATCH MEDIUM"
                            + " MERGE MINUTE MODE MONTH NAMES NATURAL NOT NULL OFFSET ON ONLY OPEN OPTIMIZE OPTION"
                            + " OPTIONALLY PAGE PARTIAL PARTITION PARTITIONS PASSWORD PRIMARY PRIVILEGES PROCEDURE"
                            + " PROCESS PURGE QUICK RANGE READ REFERENCES REGEXP RELOAD RENAME REPAIR REPEATABLE REPLACE"
                            + " REPLICATION RESET RESTORE RESTRICT RETURN RETURNS REVOKE RLIKE ROLLBACK ROW ROWS SECOND"
                            + " SECURITY SEPARATOR SERIALIZABLE SESSION SHARE SHOW SHUTDOWN SLAVE SOUNDS SQL START"
                            + " STARTING STATUS STOP STORAGE STRAIGHT_JOIN STRING STRIPED SUPER TABLE TABLES TEMPORARY"
                            + " TERMINATED THEN TO TRAILING TRUE TRUNCATE TYPE TYPES UNCOMMITTED UNIQUE UNLOCK UNSIGNED"
                            + " USAGE USE USING VARIABLES VIEW WITH WORK WRITE")
                    .split(" ", -1));

    private SqlWords() {}

    private static Map<String, String[]> phrases() {
        Map<String, String[]> phrases = new TreeMap<>();
        phrases.put("ALTER", new String[] {"ALTER COLUMN", "ALTER TABLE"});
        phrases.put("CROSS", new String[] {"CROSS APPLY", "CROSS JOIN"});
        phrases.put("DELETE", new String[] {"DELETE FROM"});
        phrases.put("FETCH", new String[] {"FETCH FIRST"});
        phrases.put("GROUP", new String[] {"GROUP BY"});
        phrases.put("INNER", new String[] {"INNER JOIN"});
        phrases.put("INSERT", new String[] {"INSERT INTO"});
        phrases.put("INTERSECT", new String[] {"INTERSECT ALL"});
        phrases.put("LEFT", new String[] {"LEFT OUTER JOIN", "LEFT JOIN"});
        phrases.put("ORDER", new String[] {"ORDER BY"});
        phrases.put("OUTER", new String[] {"OUTER APPLY", "OUTER JOIN"});
        phrases.put("RIGHT", new String[] {"RIGHT OUTER JOIN", "RIGHT JOIN"});
        phrases.put("UNION", new String[] {"UNION ALL"});
        return phrases;
    }

    /** The phrases that begin with a word in capitals, the longest first. */
    static String[] phrasesFrom(String firstWord) {
        return PHRASES.getOrDefault(firstWord, new String[0]);
    }

    /** What a word or phrase in capitals does; an empty role means that it is a name. */
    static Optional<Role> role(String word) {
        if (CLAUSES.contains(word)) {
            return Optional.of(Role.CLAUSE);
        }
        if (COMBINATIONS.contains(word)) {
            return Optional.of(Role.COMBINATION);
        }
        if (LINES.contains(word)) {
            return Optional.of(Role.LINE);
        }
        if (word.equals("CASE")) {
            return Optional.of(Role.OPENING);
        }
        if (word.equals("END")) {
            return Optional.of(Role.CLOSING);
        }
        return WORDS.contains(word) ? Optional.of(Role.WORD) : Optional.empty();
    }
}
