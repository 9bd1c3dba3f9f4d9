package dev.gnomon.schema.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.NativeType;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.PrimaryKey;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.TypeFamily;
import dev.gnomon.schema.PrismaSchema;
import dev.gnomon.schema.TestSchemas;
import dev.gnomon.schema.format.SchemaFormatter;
import dev.gnomon.schema.lowering.SchemaLowering;
import dev.gnomon.schema.syntax.SchemaFile;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SchemaPullTest {

    private static final String PROVIDER = "postgresql";

    private static PulledSchema pull(DatabaseSchema database, PrismaSchema previous, boolean force) {
        return SchemaPull.pull(new PullRequest(
                database, TestSchemas.dialect(PROVIDER), previous.document(), previous.dataModel(), force));
    }

    private static DatabaseSchema databaseOf(PrismaSchema schema) {
        return SchemaLowering.lower(schema.dataModel(), TestSchemas.dialect(PROVIDER), Optional.empty());
    }

    private static Table table(String name) {
        return Table.of(
                ObjectName.of(name),
                List.of(Column.of(
                        "id", ColumnType.of(TypeFamily.Scalar.INT, Arity.REQUIRED, NativeType.of("Integer")))),
                Optional.of(PrimaryKey.of(Optional.of(name + "_pkey"), "id")),
                List.of(),
                List.of());
    }

    private static DatabaseSchema with(DatabaseSchema database, Table table) {
        List<Table> tables = new java.util.ArrayList<>(database.tables());
        tables.add(table);
        return database.toBuilder().tables(tables).build();
    }

    @Test
    void what_a_database_has_of_a_schema_comes_back_as_the_same_text() {
        String models = """
                /// People
                model User {
                  id    Int     @id @default(autoincrement())
                  /// where to write
                  email String  @unique
                  role  Role    @default(ADMIN)
                  posts Post[]
                  boss  User?   @relation("Bosses", fields: [bossId], references: [id])
                  staff User[]  @relation("Bosses")
                  bossId Int?
                }

                model Post {
                  id       Int    @id
                  authorId Int    @map("author_id")
                  author   User   @relation(fields: [authorId], references: [id], onDelete: Cascade)
                  tags     Tag[]

                  @@index([authorId(sort: Desc)])
                  @@map("posts")
                }

                model Tag {
                  name  String @id @db.VarChar(20)
                  posts Post[]
                }

                enum Role {
                  ADMIN @map("admin")
                  USER
                }
                """;
        PrismaSchema schema = TestSchemas.models(PROVIDER, models);
        PulledSchema pulled = pull(databaseOf(schema), schema, false);
        assertThat(pulled.files())
                .singleElement()
                .satisfies(file -> assertThat(file.text()).isEqualTo("""
                datasource db {
                  provider = "postgresql"
                }

                /// People
                model User {
                  id     Int    @id @default(autoincrement())
                  /// where to write
                  email  String @unique
                  role   Role   @default(ADMIN)
                  bossId Int?
                  boss   User?  @relation("Bosses", fields: [bossId], references: [id])
                  staff  User[] @relation("Bosses")
                  posts  Post[]
                }

                model Post {
                  id       Int   @id
                  authorId Int   @map("author_id")
                  author   User  @relation(fields: [authorId], references: [id], onDelete: Cascade)
                  tags     Tag[] @relation("PostToTag")

                  @@index([authorId(sort: Desc)])
                  @@map("posts")
                }

                model Tag {
                  name  String @id @db.VarChar(20)
                  posts Post[] @relation("PostToTag")
                }

                enum Role {
                  ADMIN @map("admin")
                  USER
                }
                """));
    }

    @Test
    void models_stay_in_their_files_and_new_ones_get_a_file_of_their_own() {
        PrismaSchema schema = TestSchemas.files(
                new SchemaFile("schema/a.prisma", "datasource db {\n  provider = \"postgresql\"\n}\n"),
                new SchemaFile("schema/b.prisma", "model B {\n  id Int @id\n}\n"));
        PulledSchema pulled = pull(with(databaseOf(schema), table("C")), schema, false);
        assertThat(pulled.files())
                .containsExactly(
                        new SchemaFile("schema/a.prisma", "datasource db {\n  provider = \"postgresql\"\n}\n"),
                        new SchemaFile("schema/b.prisma", "model B {\n  id Int @id\n}\n"),
                        new SchemaFile("schema/introspected.prisma", "model C {\n  id Int @id\n}\n"));
    }

    @Test
    void the_new_file_lies_in_the_folder_of_all_files() {
        PrismaSchema schema = TestSchemas.files(
                new SchemaFile("schema/models/b.prisma", "model B {\n  id Int @id\n}\n"),
                new SchemaFile("schema/schema.prisma", "datasource db {\n  provider = \"postgresql\"\n}\n"));
        assertThat(pull(with(databaseOf(schema), table("C")), schema, false)
                        .files()
                        .getLast()
                        .path())
                .isEqualTo("schema/introspected.prisma");
        PrismaSchema atTheTop = TestSchemas.files(
                new SchemaFile("a.prisma", "datasource db {\n  provider = \"postgresql\"\n}\n"),
                new SchemaFile("models/b.prisma", "model B {\n  id Int @id\n}\n"));
        assertThat(pull(with(databaseOf(atTheTop), table("C")), atTheTop, false)
                        .files()
                        .getLast()
                        .path())
                .isEqualTo("introspected.prisma");
    }

    @Test
    void force_forgets_the_names_and_comments_of_the_schema() {
        PrismaSchema schema = TestSchemas.models(PROVIDER, """
                /// kept only without force
                model Renamed {
                  number Int @id @map("id")
                  @@map("things")
                }
                """);
        PulledSchema pulled = pull(databaseOf(schema), schema, true);
        assertThat(pulled.warnings()).isEmpty();
        assertThat(pulled.files().getFirst().text()).endsWith("}\n\nmodel things {\n  id Int @id\n}\n");
    }

    @Test
    void names_that_the_language_cannot_say_are_mapped_or_renamed() {
        PrismaSchema schema = TestSchemas.models(PROVIDER, "");
        DatabaseSchema database = databaseOf(schema);
        for (String name : List.of("1st place", "class")) {
            database = with(database, table(name));
        }
        assertThat(pull(database, schema, false).files().getFirst().text()).contains("""
                model st_place {
                  id Int @id

                  @@map("1st place")
                }
                """, """
                /// This model has been renamed to 'Renamedclass' during introspection, because the original name 'class' is reserved.
                model Renamedclass {
                  id Int @id

                  @@map("class")
                }
                """);
    }

    @Test
    void names_that_become_the_same_get_a_number() {
        PrismaSchema schema = TestSchemas.models(PROVIDER, "");
        ColumnType type = ColumnType.of(TypeFamily.Scalar.INT, Arity.REQUIRED, NativeType.of("Integer"));
        Table table = Table.of(
                ObjectName.of("t"),
                List.of(Column.of("a b", type), Column.of("a-b", type)),
                Optional.of(PrimaryKey.of(Optional.of("t_pkey"), "a b", "a-b")),
                List.of(),
                List.of());
        assertThat(pull(with(databaseOf(schema), table), schema, false)
                        .files()
                        .getFirst()
                        .text())
                .endsWith("""
                model t {
                  a_b   Int @map("a b")
                  a_b_2 Int @map("a-b")

                  @@id([a_b, a_b_2])
                }
                """);
    }

    @Test
    void a_map_that_says_what_goes_without_saying_stays() {
        PrismaSchema schema = TestSchemas.models(PROVIDER, """
                model Event {
                  id     Int       @id @map("id")
                  endsAt DateTime? @map("endsAt")
                  state  State

                  @@map("Event")
                }

                enum State {
                  OPEN   @map("OPEN")
                  CLOSED

                  @@map("State")
                }
                """);
        PulledSchema pulled = pull(databaseOf(schema), schema, false);
        assertThat(pulled.files().getFirst().text())
                .isEqualTo(schema.document().files().getFirst().text());
        assertThat(pulled.warnings().orElse("")).contains("\"Event\", field: \"endsAt\"", "\"State\", value: \"OPEN\"");
        assertThat(pull(databaseOf(schema), schema, true).files().getFirst().text())
                .doesNotContain("map(");
    }

    @Test
    void what_is_pulled_is_laid_out_as_the_formatter_does() {
        PrismaSchema schema = TestSchemas.models(PROVIDER, """
                enum Farbe {
                  blau @map("蓝色_天")
                  rot  @map("r")
                  g    @map("größe")
                }
                """);
        ColumnType type = ColumnType.of(TypeFamily.Scalar.INT, Arity.REQUIRED, NativeType.of("Integer"));
        Table table = Table.of(
                ObjectName.of("größe"),
                List.of(Column.of("ä", type), Column.of("mitte", type), Column.of("x_ärger_öffnung", type)),
                Optional.empty(),
                List.of(),
                List.of());
        String text = pull(with(databaseOf(schema), table), schema, false)
                .files()
                .getFirst()
                .text();
        assertThat(SchemaFormatter.layOut(text)).isEqualTo(text);
        String renewed = pull(with(databaseOf(schema), table), schema, true)
                .files()
                .getFirst()
                .text();
        assertThat(SchemaFormatter.layOut(renewed)).isEqualTo(renewed);
    }

    @Test
    void a_relation_is_one_to_one_only_if_something_unique_has_exactly_its_fields() {
        PrismaSchema schema = TestSchemas.models(PROVIDER, """
                model Schedule {
                  id        Int
                  accountId Int
                  links     Link[]
                  pages     Page?
                  notes     Note[]

                  @@id([id, accountId])
                }

                model Link {
                  id         Int      @id
                  scheduleId Int
                  accountId  Int      @unique
                  schedule   Schedule @relation(fields: [scheduleId, accountId], references: [id, accountId])
                }

                model Page {
                  id         Int      @id
                  scheduleId Int
                  accountId  Int
                  schedule   Schedule @relation(fields: [scheduleId, accountId], references: [id, accountId])

                  @@unique([accountId, scheduleId])
                }

                model Note {
                  scheduleId Int      @id
                  accountId  Int
                  schedule   Schedule @relation(fields: [scheduleId, accountId], references: [id, accountId])
                }
                """);
        for (boolean force : List.of(false, true)) {
            String text =
                    pull(databaseOf(schema), schema, force).files().getFirst().text();
            assertThat(text.replaceAll(" +", " "))
                    .containsPattern("[Ll]inks? Link\\[\\]")
                    .containsPattern("[Nn]otes? Note\\[\\]")
                    .containsPattern("[Pp]ages? Page\\?");
            TestSchemas.files(new SchemaFile("schema.prisma", text));
        }
    }

    @Test
    void a_database_without_anything_is_empty() {
        PrismaSchema schema = TestSchemas.models(PROVIDER, "");
        assertThat(pull(databaseOf(schema), schema, false).empty()).isTrue();
    }
}
