package dev.gnomon.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.schema.format.SchemaFormatter;
import dev.gnomon.schema.syntax.SchemaFile;
import dev.gnomon.schema.syntax.SchemaParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** No text, however broken, makes the schema language crash, hang or say nothing. */
class SchemaRobustnessTest {

    private static final String VALID = """
            // a comment
            datasource db {
              provider = "postgresql"
              schemas  = ["public", "other"]
            }

            generator client {
              provider        = "prisma-client"
              previewFeatures = ["views", "partialIndexes"]
            }

            /// documentation
            model User {
              id      Int     @id @default(autoincrement())
              email   String  @unique @db.VarChar(255) // trailing
              role    Role    @default(ADMIN)
              posts   Post[]
              tags    Tag[]
              data    Json?   @default("{\\"a\\": [1, 2]}")
              at      DateTime @default(now()) @updatedAt
              raw     Unsupported("tsvector")?

              @@index([email(sort: Desc), role], where: { role: "ADMIN" })
              @@map("users")
              @@schema("public")
            }

            model Post {
              id       String @id @default(uuid(7))
              authorId Int
              author   User   @relation(fields: [authorId], references: [id], onDelete: Cascade)
              list     Int[]  @default([1, -2])

              @@unique([authorId, id], name: "both", map: "posts_both")
              @@schema("other")
            }

            model Tag {
              id    Int    @id
              users User[]
              @@schema("public")
            }

            enum Role {
              ADMIN @map("admin")
              USER
              @@schema("public")
            }

            view Summary {
              id Int @unique
              @@schema("public")
            }
            """;

    @Test
    void the_schema_that_is_broken_below_is_valid() {
        assertThat(read(VALID).errors()).isEmpty();
    }

    @Test
    void random_characters_are_refused_with_a_message() {
        Random random = new Random(42);
        String alphabet = "{}()[]@@\"\\/*:,.=?!-_ \n\r\tmodelenumtypeÄ\uD83D\uDE80\uFEFF\u00000129";
        for (int round = 0; round < 2000; round++) {
            StringBuilder text = new StringBuilder("model A {\n");
            int length = random.nextInt(200);
            for (int index = 0; index < length; index++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            survives(text.toString());
        }
    }

    @Test
    void random_bytes_read_as_text_are_refused_with_a_message() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            byte[] bytes = new byte[random.nextInt(2000)];
            random.nextBytes(bytes);
            survives(new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    @Test
    void a_valid_schema_with_pieces_taken_out_doubled_or_swapped_never_crashes() {
        Random random = new Random(1);
        for (int round = 0; round < 3000; round++) {
            StringBuilder text = new StringBuilder(VALID);
            for (int mutation = 0; mutation <= random.nextInt(4); mutation++) {
                int from = random.nextInt(text.length());
                int to = Math.min(text.length(), from + random.nextInt(30));
                String piece = text.substring(from, to);
                switch (random.nextInt(3)) {
                    case 0 -> text.delete(from, to);
                    case 1 -> text.insert(random.nextInt(text.length()), piece);
                    default -> {
                        text.delete(from, to);
                        text.insert(random.nextInt(text.length() + 1), piece);
                    }
                }
            }
            survives(text.toString());
        }
    }

    @Test
    void a_valid_schema_with_words_exchanged_never_crashes() {
        String[] lines = VALID.split("\n");
        Random random = new Random(5);
        for (int round = 0; round < 2000; round++) {
            List<String> mixed = new ArrayList<>(List.of(lines));
            for (int exchange = 0; exchange < 3; exchange++) {
                String[] words = mixed.get(random.nextInt(mixed.size())).split("\\s+");
                String word = words[random.nextInt(words.length)];
                int line = random.nextInt(mixed.size());
                String[] target = mixed.get(line).split(" ", -1);
                target[random.nextInt(target.length)] = word;
                mixed.set(line, String.join(" ", target));
            }
            survives(String.join("\n", mixed) + "\n");
        }
    }

    @Test
    void deep_nesting_is_refused() {
        for (String piece : List.of("(", "[", "{a:", "f(", "@f(", "raw(")) {
            String text = "model A {\n  id Int @id @default(" + piece.repeat(200_000) + "\n}\n";
            assertThat(read(text).errors()).isNotEmpty();
        }
    }

    @Test
    void megabytes_of_blocks_that_never_close_are_refused() {
        assertThat(read("model A {\n".repeat(200_000)).errors()).hasSize(200_000);
        assertThat(read("/* ".repeat(300_000)).errors()).hasSize(1);
        assertThat(read("model A { id Int @id }\n".repeat(50_000)).errors()).isNotEmpty();
    }

    @Test
    void a_chain_of_thousands_of_cascading_relations_is_checked() {
        StringBuilder text = new StringBuilder("datasource db {\n  provider = \"sqlserver\"\n}\n");
        int models = 3000;
        for (int model = 0; model < models; model++) {
            text.append("model M").append(model).append(" {\n  id Int @id\n");
            if (model > 0) {
                text.append("  backId Int\n  back M%d @relation(fields: [backId], references: [id])\n"
                        .formatted(model - 1));
            }
            if (model < models - 1) {
                text.append("  next M").append(model + 1).append("[]\n");
            }
            text.append("}\n");
        }
        assertThat(read(text.toString()).errors()).isEmpty();
    }

    private static void survives(String text) {
        PrismaSchema schema = read(text);
        assertThat(schema.print(schema.diagnostics())).isNotNull();
        String formatted = SchemaFormatter.layOut(text);
        if (SchemaParser.parse(text).diagnostics().isEmpty()) {
            assertThat(SchemaFormatter.layOut(formatted)).as(text).isEqualTo(formatted);
        }
        SchemaFormatter.format(List.of(new SchemaFile("schema.prisma", text)));
    }

    private static PrismaSchema read(String text) {
        return PrismaSchema.parse(List.of(new SchemaFile("schema.prisma", text)), Dialects::byProvider);
    }
}
