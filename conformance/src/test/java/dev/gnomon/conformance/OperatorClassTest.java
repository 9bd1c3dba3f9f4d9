package dev.gnomon.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.schema.PrismaSchema;
import dev.gnomon.schema.pull.PullRequest;
import dev.gnomon.schema.pull.SchemaPull;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Operator classes of PostgreSQL's ordered indexes: the schema may name one, and need not. */
class OperatorClassTest {

    private static final String PROVIDER = "postgresql";
    private static final String EMPTY_SCRIPT = "-- This is an empty migration.";

    private ScratchDatabase database;

    @BeforeEach
    void createDatabase() throws SQLException {
        database = ScratchDatabase.create(PROVIDER);
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        database.close();
    }

    @Test
    void a_class_that_the_schema_names_is_created_once() throws SQLException {
        for (String arguments : List.of(
                "[name(ops: raw(\"text_pattern_ops\"))]",
                "[name(ops: raw(\"varchar_pattern_ops\"), sort: Desc), id]",
                "[tags(ops: ArrayOps)], type: Gin",
                "[tags(ops: raw(\"array_ops\"))], type: Gin")) {
            database.empty();
            String schema = schema("@@index(" + arguments + ")");
            database.run(SchemaDiffAnswer.of(Optional.empty(), schema, PROVIDER).script());

            assertThat(scriptTo(schema)).as(arguments).isEqualTo(EMPTY_SCRIPT);
        }
    }

    /** The usual class of each type, method by method, named by the schema although nobody has to. */
    @Test
    void a_usual_class_that_the_schema_names_all_the_same_is_created_once() throws SQLException {
        Map<String, String> usualClasses = new LinkedHashMap<>();
        String types = """
                Int int4_ops; Int @db.SmallInt int2_ops; BigInt int8_ops; Float float8_ops; Float @db.Real float4_ops;
                Decimal numeric_ops; Decimal @db.Money money_ops; String text_ops; String @db.VarChar(9) text_ops;
                String @db.VarChar(9) varchar_ops; String @db.Char(3) bpchar_ops; String @db.Uuid uuid_ops;
                String @db.Inet inet_ops; String @db.Inet cidr_ops; String @db.Bit(4) bit_ops;
                String @db.VarBit varbit_ops; Boolean bool_ops; Bytes bytea_ops; DateTime timestamp_ops;
                DateTime @db.Timestamptz(3) timestamptz_ops; DateTime @db.Date date_ops; DateTime @db.Time time_ops;
                DateTime @db.Timetz timetz_ops; Json jsonb_ops; Int @db.Oid oid_ops; Int[] array_ops; Kind enum_ops
                """;
        for (String type : types.split(";")) {
            int end = type.strip().lastIndexOf(' ');
            usualClasses.put(
                    type.strip().substring(0, end) + "|BTree|" + type.strip().substring(end + 1), "");
        }
        for (String other : List.of(
                "String|Hash|text_ops",
                "Int|Hash|int4_ops",
                "String @db.Uuid|Hash|uuid_ops",
                "String @db.Inet|Gist|inet_ops",
                "Unsupported(\"box\")?|Gist|box_ops",
                "Unsupported(\"tsvector\")?|Gin|tsvector_ops",
                "Json|Gin|jsonb_ops",
                "Json|Gin|jsonb_path_ops",
                "String[]|Gin|array_ops",
                "Unsupported(\"box\")?|SpGist|box_ops",
                "String|SpGist|text_ops",
                "String @db.Inet|SpGist|inet_ops",
                "String @db.Inet|Brin|inet_inclusion_ops",
                "String @db.Char(3)|Brin|bpchar_minmax_ops",
                "String @db.Char(1)|Brin|bpchar_bloom_ops",
                "Int|Brin|int4_minmax_ops",
                "String|Brin|text_minmax_ops",
                "String @db.VarChar(9)|Brin|text_minmax_ops",
                "DateTime|Brin|timestamp_minmax_multi_ops")) {
            usualClasses.put(other, "");
        }
        List<String> again = new ArrayList<>();
        for (String key : usualClasses.keySet()) {
            String[] parts = key.split("\\|");
            database.empty();
            String field = "field " + typeWithoutAttribute(parts[0]) + attribute(parts[0]);
            String schema =
                    schema("%s\n@@index([field(ops: raw(\"%s\"))], type: %s, map: \"i\")\n}\nenum Kind {\n one\n"
                            .formatted(field, parts[2], parts[1]));
            try {
                database.run(
                        SchemaDiffAnswer.of(Optional.empty(), schema, PROVIDER).script());
            } catch (SQLException noSuchClass) {
                again.add(key + " " + noSuchClass.getMessage());
                continue;
            }
            String rest = scriptTo(schema);
            if (!rest.equals(EMPTY_SCRIPT)) {
                again.add(key + "\n" + rest);
            }
        }
        assertThat(again).isEmpty();
    }

    private static String typeWithoutAttribute(String type) {
        int at = type.indexOf(" @");
        return at < 0 ? type : type.substring(0, at);
    }

    private static String attribute(String type) {
        int at = type.indexOf(" @");
        return at < 0 ? "" : type.substring(at);
    }

    @Test
    void a_class_that_the_schema_begins_to_name_makes_the_index_anew() throws SQLException {
        database.run(SchemaDiffAnswer.of(Optional.empty(), schema("@@index([name])"), PROVIDER)
                .script());

        assertThat(scriptTo(schema("@@index([name(ops: raw(\"text_pattern_ops\"))])")))
                .contains("DROP INDEX \"T_name_idx\";")
                .contains("CREATE INDEX \"T_name_idx\" ON \"T\"(\"name\" text_pattern_ops);");
    }

    @Test
    void a_class_that_only_the_database_has_is_left_alone_and_not_pulled() throws SQLException {
        String schema = schema("@@index([name])");
        database.run(SchemaDiffAnswer.of(Optional.empty(), schema, PROVIDER).script());
        database.run("DROP INDEX \"T_name_idx\"; CREATE INDEX \"T_name_idx\" ON \"T\"(\"name\" text_pattern_ops);");

        assertThat(scriptTo(schema)).isEqualTo(EMPTY_SCRIPT);
        PrismaSchema previous = SchemaDiffAnswer.parse(schema);
        assertThat(SchemaPull.pull(new PullRequest(
                                database.introspect(List.of()),
                                database.dialect(),
                                previous.document(),
                                previous.dataModel(),
                                false))
                        .files()
                        .getFirst()
                        .text())
                .contains("@@index([name])");
    }

    private String scriptTo(String schema) throws SQLException {
        PrismaSchema desired = SchemaDiffAnswer.parse(schema);
        assertThat(desired.hasErrors()).as(schema).isFalse();
        return SchemaDiffAnswer.between(
                        new BeforeAfter<>(
                                database.introspect(List.of()), SchemaDiffAnswer.lower(desired, database.dialect())),
                        database.dialect())
                .script()
                .strip();
    }

    private static String schema(String index) {
        return """
                datasource db {
                  provider = "postgresql"
                }

                model T {
                  id   Int      @id
                  name String
                  tags String[]

                  %s
                }
                """.formatted(index);
    }
}
