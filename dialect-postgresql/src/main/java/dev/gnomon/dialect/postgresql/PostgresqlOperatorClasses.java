package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.dialect.OperatorClassDescriptor;
import java.util.ArrayList;
import java.util.List;

/** The operator classes of PostgreSQL's own index types that a schema can name. */
final class PostgresqlOperatorClasses {

    static final List<OperatorClassDescriptor> ALL = all();

    private PostgresqlOperatorClasses() {}

    private static List<OperatorClassDescriptor> all() {
        List<OperatorClassDescriptor> classes = new ArrayList<>();
        classes.add(new OperatorClassDescriptor(
                "InetOps", "inet_ops", List.of("Gist", "SpGist"), List.of("SpGist"), List.of("Inet")));
        classes.add(
                new OperatorClassDescriptor("JsonbOps", "jsonb_ops", List.of("Gin"), List.of("Gin"), List.of("JsonB")));
        classes.add(new OperatorClassDescriptor(
                "JsonbPathOps", "jsonb_path_ops", List.of("Gin"), List.of(), List.of("JsonB")));
        classes.add(new OperatorClassDescriptor("ArrayOps", "array_ops", List.of("Gin"), List.of("Gin"), List.of()));
        classes.add(new OperatorClassDescriptor(
                "TextOps", "text_ops", List.of("SpGist"), List.of("SpGist"), List.of("Text", "VarChar")));
        minMax(classes, "Bit", "bit", "Bit");
        minMax(classes, "VarBit", "varbit", "VarBit");
        bloomAndMinMax(classes, "Bpchar", "bpchar", "Char");
        bloomAndMinMax(classes, "Bytea", "bytea", "ByteA");
        allOfRange(classes, "Date", "date", "Date");
        allOfRange(classes, "Float4", "float4", "Real");
        allOfRange(classes, "Float8", "float8", "DoublePrecision");
        classes.add(new OperatorClassDescriptor(
                "InetInclusionOps", "inet_inclusion_ops", List.of("Brin"), List.of("Brin"), List.of("Inet")));
        inet(classes);
        allOfRange(classes, "Int2", "int2", "SmallInt");
        allOfRange(classes, "Int4", "int4", "Integer");
        allOfRange(classes, "Int8", "int8", "BigInt");
        allOfRange(classes, "Numeric", "numeric", "Decimal");
        allOfRange(classes, "Oid", "oid", "Oid");
        bloomAndMinMax(classes, "Text", "text", "Text", "VarChar");
        allOfRange(classes, "Timestamp", "timestamp", "Timestamp");
        allOfRange(classes, "TimestampTz", "timestamptz", "Timestamptz");
        allOfRange(classes, "Time", "time", "Time");
        allOfRange(classes, "TimeTz", "timetz", "Timetz");
        allOfRange(classes, "Uuid", "uuid", "Uuid");
        return List.copyOf(classes);
    }

    /** PostgreSQL's usual class for addresses is the inclusion of networks, so none of these is the default. */
    private static void inet(List<OperatorClassDescriptor> classes) {
        List<String> brin = List.of("Brin");
        List<String> inet = List.of("Inet");
        classes.add(new OperatorClassDescriptor("InetBloomOps", "inet_bloom_ops", brin, List.of(), inet));
        classes.add(new OperatorClassDescriptor("InetMinMaxOps", "inet_minmax_ops", brin, List.of(), inet));
        classes.add(new OperatorClassDescriptor("InetMinMaxMultiOps", "inet_minmax_multi_ops", brin, List.of(), inet));
    }

    private static void allOfRange(
            List<OperatorClassDescriptor> classes, String prefix, String sqlPrefix, String... nativeTypes) {
        bloomAndMinMax(classes, prefix, sqlPrefix, nativeTypes);
        classes.add(new OperatorClassDescriptor(
                prefix + "MinMaxMultiOps",
                sqlPrefix + "_minmax_multi_ops",
                List.of("Brin"),
                List.of(),
                List.of(nativeTypes)));
    }

    private static void bloomAndMinMax(
            List<OperatorClassDescriptor> classes, String prefix, String sqlPrefix, String... nativeTypes) {
        classes.add(new OperatorClassDescriptor(
                prefix + "BloomOps", sqlPrefix + "_bloom_ops", List.of("Brin"), List.of(), List.of(nativeTypes)));
        minMax(classes, prefix, sqlPrefix, nativeTypes);
    }

    private static void minMax(
            List<OperatorClassDescriptor> classes, String prefix, String sqlPrefix, String... nativeTypes) {
        classes.add(new OperatorClassDescriptor(
                prefix + "MinMaxOps",
                sqlPrefix + "_minmax_ops",
                List.of("Brin"),
                List.of("Brin"),
                List.of(nativeTypes)));
    }
}
