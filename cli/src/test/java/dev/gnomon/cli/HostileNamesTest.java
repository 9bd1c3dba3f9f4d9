package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.FaultProject.Kind;
import dev.gnomon.cli.ProjectFolder.Transcript;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a name or a default holds, it stays in its place in every statement that is rendered, split and run. */
class HostileNamesTest {

    private static final List<String> NASTY = List.of(
            "\"; DROP TABLE \"Keep\"; --",
            "`; DROP TABLE `Keep`; -- ",
            "'; DROP TABLE Keep; --",
            "]; DROP TABLE [Keep]; --",
            "'); DROP TABLE Keep; --",
            "\"); DROP TABLE \"Keep\"; --",
            "back\\slash",
            "ends with \\",
            "\\'; DROP TABLE Keep; --",
            "$$; DROP TABLE Keep; $$",
            "$a$;$a$",
            "/* open",
            "close */ ;",
            "-- rest",
            "# rest",
            "two\nlines;\nDROP TABLE Keep;",
            "a\r\nGO\r\nb",
            "\nDELIMITER //\n",
            "tab\tand ? and {d '1'} and :x and %s",
            "right\u202Eleft\u202C",
            "\uFEFFmark",
            "[a].[b]",
            "''\"\"``",
            "E'\\x41'");

    private static final String FOUR_BYTES = "\uD83D\uDE80\uD840\uDC00";

    @TempDir
    Path temporary;

    private static String literal(String text) {
        return "\""
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t")
                + "\"";
    }

    /** MySQL trims blanks at the end of no name and refuses characters of four bytes in names. */
    private static String name(Kind kind, String nasty) {
        return kind.provider().equals("mysql") ? nasty.stripTrailing() : nasty;
    }

    private static String models(Kind kind) {
        StringBuilder text = new StringBuilder(FaultProject.FIRST);
        text.append("\nmodel Wide {\n  id Int @id\n");
        for (int index = 0; index < NASTY.size(); index++) {
            text.append("  f%d String @default(%s) @map(%s)%s\n"
                    .formatted(
                            index,
                            literal(NASTY.get(index)),
                            literal(name(kind, NASTY.get(index))),
                            kind.provider().equals("mysql") ? " @db.VarChar(60)" : ""));
        }
        text.append("  four String @default(\"" + FOUR_BYTES + "\")"
                + (kind.provider().equals("mysql") ? " @db.VarChar(60)\n" : " @map(\"" + FOUR_BYTES + "\")\n"));
        text.append("}\n");
        for (int index = 0; index < NASTY.size(); index++) {
            String named = literal(name(kind, NASTY.get(index)));
            text.append("""

                    model M%1$d {
                      id    Int @id
                      other Int @map(%2$s)
                      wide  Wide @relation(fields: [other], references: [id]%3$s)

                      @@index([other], map: %4$s)
                      @@map(%2$s)
                    }
                    """.formatted(
                            index,
                            named,
                            kind == Kind.SQLITE ? "" : ", map: " + literal(name(kind, NASTY.get(index)) + index),
                            literal("i" + name(kind, NASTY.get(index)) + index)));
        }
        return text.toString()
                .replaceFirst(
                        "(model Wide \\{\n  id Int @id\n)",
                        "$1"
                                + String.join(
                                        "",
                                        IntStream.range(0, NASTY.size())
                                                .mapToObj(index -> "  m" + index + " M" + index + "[]\n")
                                                .toList()));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void nothing_breaks_out(Kind kind) {
        FaultProject project = FaultProject.withPendingMigration(kind, temporary.resolve(kind.name()));
        project.delete("prisma/migrations/" + project.migrations().get(1));
        project.schema(models(kind));
        Transcript made = project.folder().run("migrate", "dev", "--name", "nasty");
        assertThat(made.exitCode()).as(made.output() + made.error()).isZero();
        assertThat(project.keptRows()).containsExactly("one", "two", "three");
        assertThat(project.folder().run("migrate", "dev", "--create-only").output())
                .contains("without applying");
        String nothing = project.migrations().get(project.migrations().size() - 1);
        assertThat(project.folder().read("prisma/migrations/" + nothing + "/migration.sql"))
                .contains("This is an empty migration.");
        assertThat(project.folder().run("db", "push").output()).contains("already in sync");

        project.schema(models(kind).replace("other Int ", "other Int? ").replace("wide  Wide ", "wide  Wide? "));
        Transcript pushed = project.folder().run("db", "push", "--accept-data-loss");
        assertThat(pushed.exitCode()).as(pushed.output() + pushed.error()).isZero();
        project.schema(models(kind));
        Transcript back = project.folder().run("db", "push", "--accept-data-loss");
        assertThat(back.exitCode()).as(back.output() + back.error()).isZero();

        // What a row gets is what the schema says, to the letter.
        project.sql("INSERT INTO " + project.quote("Wide") + " (id) VALUES (1)");
        for (String nasty : NASTY) {
            String column = kind.provider().equals("mysql")
                    ? "`" + name(kind, nasty).replace("`", "``") + "`"
                    : "\"" + nasty.replace("\"", "\"\"") + "\"";
            assertThat(project.rows("SELECT " + column + " FROM " + project.quote("Wide")))
                    .as(literal(nasty))
                    .containsExactly(nasty);
        }
        // Out again, by the statements that drop and build anew.
        project.schema(FaultProject.FIRST + "\nmodel Wide {\n  id Int @id\n}\n");
        Transcript dropped = project.folder().run("migrate", "dev", "--name", "clean", "--accept-data-loss");
        assertThat(dropped.exitCode()).as(dropped.output() + dropped.error()).isZero();
        assertThat(project.folder().run("migrate", "dev").output()).contains("Already in sync");
        assertThat(project.keptRows()).containsExactly("one", "two", "three");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_nul_is_refused_with_a_message_or_kept(Kind kind) {
        FaultProject project = FaultProject.withPendingMigration(kind, temporary.resolve("nul" + kind.name()));
        project.schema(FaultProject.SECOND
                + "\nmodel Nul {\n  id Int @id\n  a String @default(\"x\\u0000'; DROP TABLE Keep; --\")"
                + (kind.provider().equals("mysql") ? " @db.VarChar(60)" : "") + "\n}\n");
        Transcript run = project.folder().run("db", "push");
        assertThat(run.output() + run.error()).doesNotContain("GN-9001").doesNotContain("\u0000");
        assertThat(project.keptRows()).containsExactly("one", "two", "three");
    }
}
