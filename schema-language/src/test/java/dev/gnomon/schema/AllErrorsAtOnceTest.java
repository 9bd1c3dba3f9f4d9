package dev.gnomon.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.schema.syntax.Diagnostic;
import dev.gnomon.schema.syntax.SchemaFile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One mistake hides no other, and none is told twice because of another. */
class AllErrorsAtOnceTest {

    private static final String POSTGRESQL = """
            datasource db {
              provider = "postgresql"
            }
            """;

    private static final String BROKEN_LINE =
            "Error validating: This line is not a valid field or attribute definition.";

    @Test
    void a_broken_line_hides_no_mistake_of_other_models() {
        assertThat(messages(POSTGRESQL + """
                model A {
                  id Int = 1
                }
                model B {
                  id Int @id
                  x  Foo
                }
                model C {
                  id Int @id
                  n  Int @default("a")
                }
                model D {
                  id   Int    @id
                  name String @db.Wrong
                  e    E      @relation(fields: [eId], references: [id])
                  eId  Int
                }
                model E {
                  id Int @id
                }
                model F {
                  name String
                }
                """))
                .containsExactly(
                        BROKEN_LINE,
                        "Type \"Foo\" is neither a built-in type, nor refers to another model, composite type, or enum.",
                        "Error parsing attribute \"@default\": Expected a Int value, but found `\"a\"`.",
                        "Native type Wrong is not supported for postgresql connector.",
                        "Error validating model \"F\": Each model must have at least one unique criteria that has only"
                                + " required fields. Either mark a single field with `@id`, `@unique` or add a multi"
                                + " field criterion with `@@id([])` or `@@unique([])` to the model.",
                        "Error validating field `e` in model `D`: The relation field `e` on model `D` is missing an"
                                + " opposite relation field on the model `E`. Either run `prisma format` or add it"
                                + " manually.");
    }

    @Test
    void a_broken_line_hides_no_mistake_of_its_own_model() {
        assertThat(messages(POSTGRESQL + """
                model A {
                  id   Int = 1
                  x    Foo
                  n    Int      @default("a")
                  when DateTime @db.Timestamp(99)
                }
                """))
                .containsExactly(
                        BROKEN_LINE,
                        "Type \"Foo\" is neither a built-in type, nor refers to another model, composite type, or enum.",
                        "Error parsing attribute \"@default\": Expected a Int value, but found `\"a\"`.",
                        "Argument M is out of range for native type `Timestamp(99)` of Postgres: M can range from 0 to"
                                + " 6.");
    }

    @Test
    void broken_lines_of_two_blocks_are_told_in_the_order_of_the_text() {
        assertThat(messages(POSTGRESQL + """
                enum Kind {
                  ONE 1
                  TWO
                }
                model A {
                  id   Int  @id
                  kind Kind @default(ONE)
                  other = 1
                }
                """))
                .containsExactly("Error validating: This line is not an enum value definition.", BROKEN_LINE);
    }

    @Test
    void a_broken_datasource_hides_no_mistake_of_models_and_causes_none() {
        assertThat(messages("""
                datasource db {
                  provider "postgresql"
                }
                model A {
                  id   Int      @id
                  name String   @db.VarChar(20) @default(1)
                  list String[] @default(["a"])
                  on   Int      @default(autoincrement())
                  x    Foo
                  @@index([list], type: Gin)
                  @@schema("public")
                }
                """))
                .containsExactly(
                        "Error validating: This line is not a valid definition within a datasource.",
                        "Type \"Foo\" is neither a built-in type, nor refers to another model, composite type, or enum.",
                        "Error parsing attribute \"@default\": Expected a String value, but found `1`.");
    }

    @Test
    void what_a_broken_line_may_have_been_is_not_called_unknown() {
        assertThat(messages(POSTGRESQL + """
                model A {
                  id  Int @id
                  bId Int = 3
                  b   B   @relation(fields: [bId], references: [number])
                  @@unique([id, bId])
                  @@index([bId, nothing])
                }
                model B {
                  id     Int @id
                  number Int @unique =
                  as     A[]
                }
                """))
                .containsExactly(
                        BROKEN_LINE,
                        BROKEN_LINE,
                        "Error validating model \"A\": The index definition refers to the unknown fields: nothing.");
    }

    @Test
    void what_a_broken_block_may_have_been_is_no_unknown_type() {
        assertThat(messages(POSTGRESQL + """
                model A {
                  id Int  @id
                  b  Lost @relation(fields: [id], references: [id])
                }
                mdel Lost {
                  id Int @id
                  as A[]
                }
                """))
                .allMatch(message -> message.startsWith("Error validating: This line is invalid."));
    }

    @Test
    void a_broken_generator_asks_for_no_preview_feature() {
        assertThat(messages(POSTGRESQL + """
                generator client {
                  provider = "prisma-client"
                  previewFeatures ["views"]
                }
                view V {
                  id Int @unique
                }
                """))
                .containsExactly("Error validating: This line is not a valid definition within a generator.");
    }

    @Test
    void a_relation_that_is_not_clear_hides_no_mistake_elsewhere() {
        assertThat(messages(POSTGRESQL + """
                model A {
                  id  Int @id
                  b1  B   @relation(fields: [id], references: [id])
                  b2  B   @relation(fields: [id], references: [id])
                }
                model B {
                  id Int @id
                  as A[]
                }
                model C {
                  id   Int    @id
                  name String @db.Wrong
                }
                """))
                .containsExactly(
                        "Error validating model \"A\": Ambiguous relation detected. The fields `b1` and `b2` in model"
                                + " `A` both refer to `B`. Please provide different relation names for them by adding"
                                + " `@relation(<name>).",
                        "Native type Wrong is not supported for postgresql connector.");
    }

    @Test
    void tens_of_thousands_of_mistakes_in_one_model_are_all_told() {
        StringBuilder text = new StringBuilder(POSTGRESQL).append("model A {\n  id Int @id\n");
        int count = 20_000;
        for (int i = 0; i < count; i++) {
            text.append("  f%d Int @default(\"x\")\n  @@index([g%d])\n  b%d = 3\n".formatted(i, i, i));
        }
        assertThat(messages(text.append("}\n").toString())).hasSize(3 * count);
    }

    private static List<String> messages(String schema) {
        return PrismaSchema.parse(List.of(new SchemaFile("schema.prisma", schema)), Dialects::byProvider)
                .errors()
                .stream()
                .map(Diagnostic::message)
                .toList();
    }
}
