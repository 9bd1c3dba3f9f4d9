package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes names into statements; every table's name has its namespace in front.
 *
 * @param defaultNamespace the namespace of names without one
 */
record SqlserverNames(String defaultNamespace) {

    /** The namespace of a session that nobody gave another one. */
    static final String USUAL_NAMESPACE = "dbo";

    /** What T-SQL keeps for itself: a constraint of such a name needs its brackets everywhere. */
    private static final Set<String> RESERVED_WORDS = Set.of("""
            ADD ALL ALTER AND ANY AS ASC AUTHORIZATION BACKUP BEGIN BETWEEN BREAK BROWSE BULK BY CASCADE CASE CHECK
            CHECKPOINT CLOSE CLUSTERED COALESCE COLLATE COLUMN COMMIT COMPUTE CONSTRAINT CONTAINS CONTAINSTABLE CONTINUE
            CONVERT CREATE CROSS CURRENT CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER CURSOR DATABASE DBCC
            DEALLOCATE DECLARE DEFAULT DELETE DENY DESC DISK DISTINCT DISTRIBUTED DOUBLE DROP DUMP ELSE END ERRLVL ESCAPE
            EXCEPT EXEC EXECUTE EXISTS EXIT EXTERNAL FETCH FILE FILLFACTOR FOR FOREIGN FREETEXT FREETEXTTABLE FROM FULL
            FUNCTION GOTO GRANT GROUP HAVING HOLDLOCK IDENTITY IDENTITY_INSERT IDENTITYCOL IF IN INDEX INNER INSERT
            INTERSECT INTO IS JOIN KEY KILL LEFT LIKE LINENO LOAD MERGE NATIONAL NOCHECK NONCLUSTERED NOT NULL NULLIF OF
            OFF OFFSETS ON OPEN OPENDATASOURCE OPENQUERY OPENROWSET OPENXML OPTION OR ORDER OUTER OVER PERCENT PIVOT PLAN
            PRECISION PRIMARY PRINT PROC PROCEDURE PUBLIC RAISERROR READ READTEXT RECONFIGURE REFERENCES REPLICATION
            RESTORE RESTRICT RETURN REVERT REVOKE RIGHT ROLLBACK ROWCOUNT ROWGUIDCOL RULE SAVE SCHEMA SECURITYAUDIT SELECT
            SEMANTICKEYPHRASETABLE SEMANTICSIMILARITYDETAILSTABLE SEMANTICSIMILARITYTABLE SESSION_USER SET SETUSER SHUTDOWN
            SOME STATISTICS SYSTEM_USER TABLE TABLESAMPLE TEXTSIZE THEN TO TOP TRAN TRANSACTION TRIGGER TRUNCATE TRY_CONVERT
            TSEQUAL UNION UNIQUE UNPIVOT UPDATE UPDATETEXT USE USER VALUES VARYING VIEW WAITFOR WHEN WHERE WHILE WITH
            WITHIN WRITETEXT""".split("\\s+"));

    /** The names of what is there before the changes. */
    static SqlserverNames before(ChangeSet context) {
        return new SqlserverNames(context.schemas()
                .before()
                .defaultNamespace()
                .or(() -> context.schemas().after().defaultNamespace())
                .orElse(USUAL_NAMESPACE));
    }

    /** The names of what is there after the changes. */
    static SqlserverNames after(ChangeSet context) {
        return new SqlserverNames(context.schemas()
                .after()
                .defaultNamespace()
                .or(() -> context.schemas().before().defaultNamespace())
                .orElse(USUAL_NAMESPACE));
    }

    /** An identifier in brackets, such that no character of it can end them. */
    static String quote(String identifier) {
        return "[" + identifier.replace("]", "]]") + "]";
    }

    /** An identifier without brackets where it can do without. */
    static String bare(String identifier) {
        return isRegular(identifier) ? identifier : quote(identifier);
    }

    /** The name of the constraint that holds a column's default, the server's own where nobody chose one. */
    static String defaultConstraint(Table table, Column column) {
        return column.defaultName().orElse("DF__" + table.name().name() + "__" + column.name());
    }

    String namespace(ObjectName name) {
        return name.namespace().orElse(defaultNamespace);
    }

    /** A table's name in brackets, with its namespace. */
    String qualified(ObjectName name) {
        return quote(namespace(name)) + "." + quote(name.name());
    }

    /** A name in quotes as {@code sp_rename} wants what is to be renamed, for an N in front. */
    String path(ObjectName object, String... parts) {
        return SqlserverLiterals.quote(dotted(object, parts));
    }

    /** The same with an N of its own where it needs one. */
    String textPath(ObjectName object) {
        return SqlserverLiterals.text(dotted(object));
    }

    private String dotted(ObjectName object, String... parts) {
        return Stream.concat(Stream.of(namespace(object), object.name()), Arrays.stream(parts))
                .map(SqlserverNames::bare)
                .collect(Collectors.joining("."));
    }

    private static boolean isRegular(String identifier) {
        boolean regular = !identifier.isEmpty()
                && !Character.isDigit(identifier.codePointAt(0))
                && identifier.codePoints().allMatch(c -> c == '_' || Character.isLetterOrDigit(c));
        return regular && !RESERVED_WORDS.contains(identifier.toUpperCase(Locale.ROOT));
    }

    /** Names in quotes, one after the other. */
    static String list(List<String> names, String separator) {
        return names.stream().map(SqlserverNames::quote).collect(Collectors.joining(separator));
    }
}
