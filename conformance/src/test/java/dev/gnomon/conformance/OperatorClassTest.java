package dev.gnomon.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.schema.PrismaSchema;
import dev.gnomon.schema.pull.PullRequest;
import dev.gnomon.schema.pull.SchemaPull;
import java.sql.SQLException;
import java.util.List;
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
