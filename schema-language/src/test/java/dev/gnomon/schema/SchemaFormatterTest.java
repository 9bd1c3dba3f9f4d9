package dev.gnomon.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.schema.format.SchemaFormatter;
import dev.gnomon.schema.syntax.SchemaFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Schemas get their usual form. */
class SchemaFormatterTest {

    @Test
    void columns_are_aligned_within_a_section_and_block_attributes_come_last_in_order() {
        assertThat(SchemaFormatter.layOut("""
                        model   Person{


                          firstName String
                            lastName  String? @db.VarChar( 20 ) @default("x")   @unique   // last
                          @@map("person")
                          /// by year
                          yearOfBirth   Int

                          x Unsupported("a  b")?   @ignore


                          // the key
                          @@id([ firstName,lastName ])
                          @@index(fields:[yearOfBirth(sort:Desc)],where:{x:{not:null}})

                        }
                        enum E { // an enum
                        A  @map("a")
                          LONG_ONE
                        }
                        """)).isEqualTo("""
                        model Person {
                          firstName   String
                          lastName    String? @unique @default("x") @db.VarChar(20) // last
                          /// by year
                          yearOfBirth Int

                          x Unsupported("a  b")? @ignore

                          // the key
                          @@id([firstName, lastName])
                          @@index(fields: [yearOfBirth(sort: Desc)], where: { x: { not: null } })
                          @@map("person")
                        }

                        enum E { // an enum
                          A        @map("a")
                          LONG_ONE
                        }
                        """);
    }

    @Test
    void comments_stay_where_they_are() {
        assertThat(SchemaFormatter.layOut("""

                        /* Two
                             lines */
                        datasource db {
                            provider = "x" // trailing

                            // alone

                            relationMode="prisma"
                        }   // behind
                        // in front
                        generator g {
                        }
                        """)).isEqualTo("""
                        /**
                         * Two
                         * lines
                         */
                        datasource db {
                          provider = "x" // trailing

                          // alone

                          relationMode = "prisma"
                        }
                        // behind
                        // in front
                        generator g {
                        }
                        """);
    }

    @Test
    void invalid_lines_stay_and_do_not_move_columns() {
        assertThat(SchemaFormatter.layOut("""
                        model Post {
                          id   Int @id
                          this is an invalid line
                          anotherField String
                        }
                        what is this
                        """)).isEqualTo("""
                        model Post {
                          id           Int    @id
                          this is an invalid line
                          anotherField String
                        }

                        what is this
                        """);
    }

    @Test
    void a_relation_written_on_one_side_gets_the_other() {
        assertThat(format("""
                        model User {
                          id Int @id
                          post Post
                        }

                        model Post {
                          id Int @id
                        }
                        """)).isEqualTo("""
                        model User {
                          id     Int  @id
                          post   Post @relation(fields: [postId], references: [id])
                          postId Int
                        }

                        model Post {
                          id    Int    @id
                          users User[]
                        }
                        """);
        assertThat(format("""
                        model PostableEntity {
                          id String @id @db.Uuid
                        }

                        model Post {
                          id        String   @id @db.Uuid
                          postableEntities PostableEntity[]
                        }
                        """)).isEqualTo("""
                        model PostableEntity {
                          id     String  @id @db.Uuid
                          post   Post?   @relation(fields: [postId], references: [id])
                          postId String? @db.Uuid
                        }

                        model Post {
                          id               String           @id @db.Uuid
                          postableEntities PostableEntity[]
                        }
                        """);
    }

    @Test
    void formatting_twice_changes_nothing() {
        List<String> changed = new ArrayList<>();
        for (String schema : RecordedSchemasTest.validSchemas()) {
            String once = format(schema);
            String twice = format(once);
            if (!once.equals(twice)) {
                changed.add(once + "--- and then\n" + twice);
            }
        }
        assertThat(changed).isEmpty();
    }

    @Test
    void schemas_that_db_pull_wrote_are_formatted_already() {
        List<String> changed = new ArrayList<>();
        RecordedCases.conformance()
                .ifPresent(folder -> RecordedCases.forEach(folder, ".introspect.jsonl", (file, fields) -> {
                    if (fields.get("result") instanceof String result) {
                        String formatted = SchemaFormatter.layOut(result);
                        if (!formatted.equals(result)) {
                            changed.add(result + "--- became\n" + formatted);
                        }
                    }
                }));
        assertThat(changed).isEmpty();
    }

    private static String format(String text) {
        return SchemaFormatter.format(List.of(new SchemaFile("schema.prisma", text)))
                .getFirst()
                .text();
    }
}
