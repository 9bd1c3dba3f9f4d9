package dev.gnomon.dialect.postgresql;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The queries that read a catalog; one for each kind of thing, whatever there is of it. */
final class PostgresqlCatalog {

    /** Stands between the parts of an aggregated list; no name has it. */
    private static final String SEPARATOR = "\u001f";

    private final String namespaceList;
    private final int serverVersion;

    PostgresqlCatalog(Set<String> namespaces, int serverVersion) {
        this.namespaceList = namespaces.stream().map(PostgresqlLiterals::quote).collect(Collectors.joining(", "));
        this.serverVersion = serverVersion;
    }

    /** The parts of a list that a query aggregated; none for NULL. */
    static List<String> parts(@Nullable String aggregated) {
        return aggregated == null ? List.of() : List.of(aggregated.split(SEPARATOR, -1));
    }

    private String inScope() {
        return "n.nspname IN (" + namespaceList + ")";
    }

    private static String notOfAnExtension(String catalog, String id) {
        return """
                AND NOT EXISTS (
                    SELECT 1 FROM pg_catalog.pg_depend d
                    WHERE d.classid = '%s'::pg_catalog.regclass AND d.objid = %s AND d.deptype = 'e')
                """.formatted(catalog, id);
    }

    String namespaces() {
        return "SELECT n.nspname FROM pg_catalog.pg_namespace n WHERE " + inScope() + " ORDER BY n.nspname";
    }

    /** Tables and views, partitions of a table left out. */
    private String relation() {
        return relation("WITH ");
    }

    private String relation(String with) {
        return with + """
                relation AS (
                    SELECT c.oid, n.nspname, c.relname, c.relkind, c.relrowsecurity
                    FROM pg_catalog.pg_class c
                    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                    WHERE c.relkind IN ('r', 'p', 'v') AND NOT c.relispartition AND %s %s)
                """.formatted(inScope(), notOfAnExtension("pg_catalog.pg_class", "c.oid"));
    }

    String relations() {
        return relation() + """
                SELECT r.*,
                    EXISTS (SELECT 1 FROM pg_catalog.pg_inherits i WHERE i.inhparent = r.oid) AS has_children,
                    pg_catalog.obj_description(r.oid, 'pg_class') IS NOT NULL AS has_comment,
                    CASE r.relkind WHEN 'v' THEN pg_catalog.pg_get_viewdef(r.oid) END AS definition
                FROM relation r
                ORDER BY CASE r.relkind WHEN 'v' THEN r.oid ELSE 0 END, r.nspname, r.relname
                """;
    }

    String columns() {
        return relation() + """
                SELECT a.attrelid, a.attname, a.atttypid, a.atttypmod, a.attnotnull, a.attidentity, %s,
                    pg_catalog.format_type(a.atttypid, a.atttypmod) AS formatted,
                    CASE WHEN cn.nspname = 'pg_catalog' THEN '' ELSE pg_catalog.quote_ident(cn.nspname) || '.' END
                        || pg_catalog.quote_ident(co.collname) AS collation,
                    pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS expression,
                    ds.description IS NOT NULL AS has_comment
                FROM relation r
                JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid
                LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                LEFT JOIN pg_catalog.pg_type ty ON ty.oid = a.atttypid
                LEFT JOIN pg_catalog.pg_collation co ON co.oid = a.attcollation AND a.attcollation <> ty.typcollation
                LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
                LEFT JOIN pg_catalog.pg_description ds
                    ON ds.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass
                    AND ds.objoid = a.attrelid AND ds.objsubid = a.attnum
                WHERE a.attnum > 0 AND NOT a.attisdropped
                ORDER BY a.attrelid, a.attnum
                """.formatted(serverVersion >= 12 ? "a.attgenerated" : "'' AS attgenerated");
    }

    /** The types of all columns, with what domains and arrays are made of. */
    String usedTypes() {
        return relation("WITH RECURSIVE ") + """
                , used(oid) AS (
                    SELECT DISTINCT a.atttypid FROM relation r JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid
                    WHERE a.attnum > 0
                    UNION
                    SELECT CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE t.typelem END
                    FROM used u JOIN pg_catalog.pg_type t ON t.oid = u.oid
                    WHERE t.typtype = 'd' OR t.typelem <> 0)
                SELECT t.oid, n.nspname, t.typname, pg_catalog.quote_ident(n.nspname) AS quoted_namespace,
                    pg_catalog.quote_ident(t.typname) AS quoted_name, t.typtype, t.typelem, t.typbasetype, t.typtypmod,
                    t.typelem <> 0 AND t.typlen = -1 AS is_array
                FROM used u
                JOIN pg_catalog.pg_type t ON t.oid = u.oid
                JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
                """;
    }

    /** Constraints but NOT NULL; those that a partitioned table hands down are left out. */
    String constraints() {
        return relation() + """
                SELECT con.conrelid, con.conname, con.contype, con.condeferrable,
                    con.confdeltype, con.confupdtype, con.confmatchtype, fn.nspname AS target_namespace, fc.relname AS target_table,
                    (SELECT pg_catalog.string_agg(a.attname, E'\\x1f' ORDER BY k.place)
                        FROM pg_catalog.unnest(con.conkey) WITH ORDINALITY k(number, place)
                        JOIN pg_catalog.pg_attribute a ON a.attrelid = con.conrelid AND a.attnum = k.number)
                        AS columns,
                    (SELECT pg_catalog.string_agg(a.attname, E'\\x1f' ORDER BY k.place)
                        FROM pg_catalog.unnest(con.confkey) WITH ORDINALITY k(number, place)
                        JOIN pg_catalog.pg_attribute a ON a.attrelid = con.confrelid AND a.attnum = k.number)
                        AS target_columns
                FROM relation r
                JOIN pg_catalog.pg_constraint con ON con.conrelid = r.oid
                LEFT JOIN pg_catalog.pg_class fc ON fc.oid = con.confrelid
                LEFT JOIN pg_catalog.pg_namespace fn ON fn.oid = fc.relnamespace
                WHERE con.contype IN ('p', 'u', 'f', 'c', 'x') %s
                ORDER BY con.conrelid, con.conname
                """.formatted(serverVersion >= 11 ? "AND con.conparentid = 0" : "");
    }

    /** What uses single columns of tables and is neither an index ordered by them nor a constraint. */
    String columnUses() {
        return relation()
                + """
                SELECT DISTINCT d.refobjid, a.attname, CASE
                        WHEN i.relname IS NOT NULL THEN 'INDEX'
                        WHEN g.attname IS NOT NULL THEN 'GENERATED_COLUMN'
                        WHEN s.stxname IS NOT NULL THEN 'STATISTICS'
                        WHEN v.relkind IN ('v', 'm') AND w.rulename = '_RETURN' THEN 'VIEW'
                        WHEN w.rulename IS NOT NULL THEN 'RULE'
                        WHEN t.tgname IS NOT NULL THEN 'TRIGGER'
                        ELSE 'POLICY' END AS kind,
                    coalesce(i.relname, g.attname, s.stxname,
                        CASE WHEN w.rulename = '_RETURN' THEN v.relname ELSE w.rulename END, t.tgname, p.polname) AS name
                FROM relation r
                JOIN pg_catalog.pg_depend d
                    ON d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
                    AND d.refobjid = r.oid AND d.refobjsubid > 0
                JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
                LEFT JOIN (pg_catalog.pg_index x JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid)
                    ON d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objsubid = 0
                    AND x.indexrelid = d.objid AND (x.indexprs IS NOT NULL OR x.indpred IS NOT NULL OR %s)
                LEFT JOIN pg_catalog.pg_attrdef f
                    ON d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass AND f.oid = d.objid
                LEFT JOIN pg_catalog.pg_attribute g
                    ON g.attrelid = d.refobjid AND g.attnum <> d.refobjsubid AND g.%s <> ''
                    AND (g.attnum = f.adnum
                        OR (d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
                            AND d.objid = d.refobjid AND g.attnum = d.objsubid))
                LEFT JOIN pg_catalog.pg_statistic_ext s
                    ON d.classid = 'pg_catalog.pg_statistic_ext'::pg_catalog.regclass AND s.oid = d.objid
                LEFT JOIN (pg_catalog.pg_rewrite w JOIN pg_catalog.pg_class v ON v.oid = w.ev_class)
                    ON d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND w.oid = d.objid
                LEFT JOIN pg_catalog.pg_trigger t
                    ON d.classid = 'pg_catalog.pg_trigger'::pg_catalog.regclass AND t.oid = d.objid
                    AND NOT t.tgisinternal
                LEFT JOIN pg_catalog.pg_policy p
                    ON d.classid = 'pg_catalog.pg_policy'::pg_catalog.regclass AND p.oid = d.objid
                WHERE coalesce(i.oid, s.oid, w.oid, t.oid, p.oid) IS NOT NULL OR g.attname IS NOT NULL
                ORDER BY 1, 3, 4, 2
                """.formatted(
                                // An index goes with a column that it only includes.
                                serverVersion >= 11
                                        ? "d.refobjsubid <> ALL ((x.indkey::pg_catalog.int2[])[0:x.indnkeyatts - 1])"
                                        : "false",
                                serverVersion >= 12 ? "attgenerated" : "attidentity");
    }

    /** One row for each column of an index; those that it only includes come last. */
    String indexColumns() {
        return relation()
                + """
                SELECT i.indrelid, ic.relname, i.indisunique, i.indisprimary, i.indisexclusion, am.amname,
                    pg_catalog.pg_get_expr(i.indpred, i.indrelid) AS predicate,
                    a.attname, i.indoption[k.place::int - 1] AS option, opc.opcname, opc.opcdefault,
                    con.oid IS NOT NULL AS is_constraint, i.indisvalid,
                    %s AS is_included, %s AS nulls_equal, %s AS has_class_options,
                    i.indcollation[k.place::int - 1] <> 0 AND i.indcollation[k.place::int - 1] <> a.attcollation
                        AS has_collation,
                    pg_catalog.array_to_string(ic.reloptions, ', ') AS storage,
                    CASE k.place WHEN 1 THEN pg_catalog.pg_get_indexdef(i.indexrelid) END AS definition
                FROM relation r
                JOIN pg_catalog.pg_index i ON i.indrelid = r.oid
                JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
                JOIN pg_catalog.pg_am am ON am.oid = ic.relam
                CROSS JOIN LATERAL pg_catalog.unnest(i.indkey::pg_catalog.int2[]) WITH ORDINALITY k(number, place)
                LEFT JOIN pg_catalog.pg_attribute a
                    ON a.attrelid = i.indrelid AND a.attnum = k.number AND k.number <> 0
                LEFT JOIN pg_catalog.pg_attribute ia ON ia.attrelid = i.indexrelid AND ia.attnum = k.place
                LEFT JOIN pg_catalog.pg_opclass opc ON opc.oid = i.indclass[k.place::int - 1]
                LEFT JOIN pg_catalog.pg_constraint con
                    ON con.conindid = i.indexrelid AND con.conrelid = i.indrelid AND con.contype IN ('p', 'u', 'x')
                ORDER BY i.indrelid, ic.relname, k.place
                """.formatted(
                                serverVersion >= 11 ? "k.place > i.indnkeyatts" : "false",
                                serverVersion >= 15 ? "i.indnullsnotdistinct" : "false",
                                serverVersion >= 13 ? "ia.attoptions IS NOT NULL" : "false");
    }

    String enums() {
        return """
                SELECT n.nspname, t.typname,
                    pg_catalog.string_agg(e.enumlabel, E'\\x1f' ORDER BY e.enumsortorder),
                    pg_catalog.obj_description(t.oid, 'pg_type') IS NOT NULL
                FROM pg_catalog.pg_type t
                JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
                LEFT JOIN pg_catalog.pg_enum e ON e.enumtypid = t.oid
                WHERE t.typtype = 'e' AND %s %s
                GROUP BY n.nspname, t.typname, t.oid
                ORDER BY n.nspname, t.typname
                """.formatted(inScope(), notOfAnExtension("pg_catalog.pg_type", "t.oid"));
    }

    String sequences() {
        return """
                SELECT n.nspname, c.relname
                FROM pg_catalog.pg_class c
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE c.relkind = 'S' AND %s %s
                ORDER BY n.nspname, c.relname
                """.formatted(inScope(), notOfAnExtension("pg_catalog.pg_class", "c.oid"));
    }

    /** Sequences of columns that do not count from one by one to the end of their type. */
    String unusualSequences() {
        return relation() + """
                SELECT d.refobjid, a.attname, c.relname
                FROM relation r
                JOIN pg_catalog.pg_depend d
                    ON d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
                    AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
                    AND d.refobjid = r.oid AND d.deptype IN ('a', 'i')
                JOIN pg_catalog.pg_class c ON c.oid = d.objid AND c.relkind = 'S'
                JOIN pg_catalog.pg_sequence s ON s.seqrelid = c.oid
                JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid AND a.attnum = d.refobjsubid
                WHERE s.seqstart <> 1 OR s.seqincrement <> 1 OR s.seqmin <> 1 OR s.seqcycle
                    OR s.seqmax <> CASE s.seqtypid
                        WHEN 'pg_catalog.int2'::pg_catalog.regtype THEN 32767
                        WHEN 'pg_catalog.int4'::pg_catalog.regtype THEN 2147483647
                        ELSE 9223372036854775807 END
                ORDER BY 1, d.refobjsubid, 3
                """;
    }

    String extensions() {
        return """
                SELECT e.extname, n.nspname, e.extversion, e.extrelocatable
                FROM pg_catalog.pg_extension e
                JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
                WHERE e.extname <> 'plpgsql'
                ORDER BY e.extname
                """;
    }

    /** Domains, ranges and composite types that are not the row of a table. */
    String userDefinedTypes() {
        return """
                SELECT n.nspname, t.typname,
                    CASE t.typtype WHEN 'd' THEN pg_catalog.format_type(t.typbasetype, t.typtypmod) END
                FROM pg_catalog.pg_type t
                JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
                LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
                WHERE (t.typtype IN ('d', 'r') OR t.typtype = 'c' AND c.relkind = 'c') AND %s %s
                ORDER BY n.nspname, t.typname
                """.formatted(inScope(), notOfAnExtension("pg_catalog.pg_type", "t.oid"));
    }
}
