package dev.gnomon.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.schema.syntax.Diagnostic;
import dev.gnomon.schema.syntax.SchemaFile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules that the recorded schemas do not reach. */
class SchemaRulesTest {

    @Test
    void oneBitIsATruthValueOnMysqlAndMoreAreNot() {
        assertThat(messages("mysql", """
                        model A {
                          id    Int     @id
                          one   Boolean @db.Bit(1)
                          two   Boolean @db.Bit(2)
                          three Bytes   @db.Bit(3)
                          many  Bytes   @db.Bit(65)
                        }
                        """))
                .containsExactly(
                        "Argument M is out of range for native type `Bit(2)` of MySQL: only Bit(1) can be used as Boolean.",
                        "Argument M is out of range for native type `Bit(65)` of MySQL: M can range from 1 to 64.");
    }

    @Test
    void lengthsAreNumbersOrMax() {
        assertThat(messages("sqlserver", """
                        model A {
                          id Int    @id
                          a  String @db.VarChar(Max)
                          b  String @db.VarChar(Ma)
                        }
                        """)).containsExactly("Expected an integer or `Max`, but found (Ma).");
        assertThat(messages("postgresql", """
                        model A {
                          id Int    @id
                          a  String @db.VarChar(Max)
                        }
                        """)).containsExactly("Expected a nonnegative integer, but found (Max).");
    }

    @Test
    void theOtherNameOfPostgresqlIsToldByItsFullName() {
        assertThat(messages("postgres", """
                        model A {
                          id Int @id @db.TinyInt
                        }
                        """))
                .containsExactly("Native type TinyInt is not supported for postgresql connector.");
    }

    @Test
    void namesThatTheDatabaseWouldCutAreRefusedWithTheirLine() {
        // 58 letters, 67 bytes.
        String german = "größe_überschrift_ärger_öffnung_straße_maß_für_alle_fälle";
        String longName = "n".repeat(64);
        String column = "model A {\n  id Int    @id\n  o  String @map(\"%s\")\n\n  @@index([o])\n}\n";
        assertThat(messages("postgresql", column.formatted(german)))
                .containsExactly("Error validating: The name of the column `" + german
                        + "` is too long: it has 66, and Postgres keeps 63 bytes of a name. Shorten it with `@map`.");
        assertThat(messages("mysql", column.formatted(german))).isEmpty();
        assertThat(messages("sqlite", column.formatted(longName.repeat(9)))).isEmpty();
        assertThat(messages("mysql", column.formatted("ä".repeat(64)))).isEmpty();
        assertThat(messages("mysql", column.formatted("ä".repeat(65)))).hasSize(1);
        assertThat(messages("sqlserver", column.formatted("n".repeat(128)))).isEmpty();
        assertThat(messages("sqlserver", column.formatted("n".repeat(129)))).hasSize(1);
        assertThat(messages("postgresql", """
                        model %1$s {
                          id Int   @id
                          e  %2$s?
                        }

                        model B {
                          id Int @id(map: "b")

                          @@map("%1$s_")
                        }

                        enum %2$s {
                          A
                          B @map("%1$s")
                        }
                        """.formatted(longName, "E" + longName)))
                .extracting(message -> message.replaceAll("`n+", "`n").replaceAll("`En+", "`En"))
                .containsExactly(
                        "Error validating: The name of the table `n` is too long: it has 64, and Postgres keeps 63 bytes"
                                + " of a name. Shorten it with `@@map`.",
                        "Error validating: The name of the table `n_` is too long: it has 65, and Postgres keeps 63 bytes"
                                + " of a name. Shorten it with `@@map`.",
                        "Error validating: The name of the enum `En` is too long: it has 65, and Postgres keeps 63 bytes"
                                + " of a name. Shorten it with `@@map`.",
                        "Error validating: The name of the enum value `n` is too long: it has 64, and Postgres keeps 63"
                                + " bytes of a name. Shorten it with `@map`.");
    }

    @Test
    void xmlIsInNoIndexOfPostgresql() {
        assertThat(messages("postgresql", """
                        model A {
                          id Int    @id
                          x  String @db.Xml

                          @@index([x])
                        }
                        """)).hasSize(1);
    }

    @Test
    void namesThatDifferInCaseAreSuggested() {
        assertThat(messages("postgresql", """
                        model User {
                          id Int @id
                        }

                        model Post {
                          id   Int  @id
                          user user
                        }
                        """)).singleElement().asString().endsWith("Did you mean \"User\"?");
    }

    @Test
    void viewsRelateToModelsButNotThroughLinkTables() {
        String views = "generator js {\n  provider = \"any\"\n  previewFeatures = [\"views\"]\n}\n\n";
        assertThat(messages("postgresql", views + """
                        view V {
                          id     Int     @unique
                          places Place[]
                        }

                        model Place {
                          id  Int @id
                          vId Int
                          v   V   @relation(fields: [vId], references: [id])
                        }
                        """)).isEmpty();
        assertThat(messages("postgresql", views + """
                        view V {
                          id     Int     @unique
                          places Place[]
                        }

                        model Place {
                          id Int @id
                          vs V[]
                        }
                        """))
                .filteredOn(message -> message.contains("not supported for views"))
                .hasSize(2);
    }

    @Test
    void namesThatAreTooLongForTheDatabaseAreRefused() {
        assertThat(messages("postgresql", "model A {\n  id Int @id(map: \"" + "x".repeat(64) + "\")\n}\n"))
                .hasSize(1);
    }

    @Test
    void allThatIsWrongInOneStageIsToldAtOnce() {
        assertThat(messages("postgresql", """
                        model A {
                          id Int    @id
                          b  String @db.Nothing
                        }

                        model B {
                          id Int
                        }
                        """)).hasSize(2);
        assertThat(messages("postgresql", """
                        model A {
                          id Int @id
                          ?? broken
                        }

                        model A {
                          id Int @id
                        }

                        what is this
                        """)).hasSize(3);
    }

    @Test
    void faultsAreToldInTheFileThatHasThem() {
        PrismaSchema schema = PrismaSchema.parse(
                List.of(
                        new SchemaFile("a.prisma", "datasource db {\n  provider = \"sqlite\"\n}\n"),
                        new SchemaFile("b.prisma", "model A {\n  id Missing @id\n}\n")),
                Dialects::byProvider);
        assertThat(schema.print(schema.errors())).contains("b.prisma:2");
    }

    private static List<String> messages(String provider, String models) {
        PrismaSchema schema = PrismaSchema.parse(
                List.of(new SchemaFile(
                        "schema.prisma", "datasource db {\n  provider = \"" + provider + "\"\n}\n\n" + models)),
                Dialects::byProvider);
        return schema.errors().stream().map(Diagnostic::message).toList();
    }
}
