package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.config.SettingsOverrides;
import dev.gnomon.config.SettingsReader;
import dev.gnomon.engine.core.Dialects;
import dev.gnomon.engine.core.history.LockFile;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.ScriptStatement;
import dev.gnomon.engine.dialect.SecretMask;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.schema.format.SchemaFormatter;
import dev.gnomon.schema.syntax.SchemaFile;
import dev.gnomon.schema.syntax.SchemaParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No text from outside makes anything but a message of gnomon's own.
 *
 * <p>Inputs are put together from the pieces of a grammar and of the kept corpus ({@code src/test/resources/fuzz}, one
 * folder a target, replayed whole in every run). {@code -Dgnomon.fuzz=N} says how many for each target, and
 * {@code -Dgnomon.fuzz.seed=N} where to begin; an input that fails is printed, to be added to the corpus.
 */
class HostileInputTest {

    private static final int COUNT = Integer.getInteger("gnomon.fuzz", 3000);
    private static final long SEED = Long.getLong("gnomon.fuzz.seed", 20261122L);
    private static final long PATIENCE_NANOSECONDS = 10_000_000_000L;

    private static final Dialects DIALECTS = Dialects.load(List.<Path>of());

    @TempDir
    static Path folder;

    /** What reads text from outside. */
    private enum Target {
        SCHEMA(
                HostileInputTest::readSchema,
                1,
                "model A {\n  id Int @id\n}\n",
                "@@map(\"",
                "enum E { A B @map(\"x\") }",
                "@default(dbgenerated(\"",
                "/// ",
                "// ",
                "Unsupported(\"",
                "[",
                "]",
                "(",
                ")",
                "{",
                "}",
                "@",
                "@@",
                "?",
                "\"",
                "\\",
                ":",
                ",",
                "view V {",
                "type T {",
                "datasource db {\n  provider = \"",
                "postgresql",
                "\n",
                "  ",
                "Json",
                "@db.VarChar(",
                "@relation(fields: [",
                "references: [",
                "env(\"",
                "=",
                "1",
                "-1.5e9",
                "true"),
        SCRIPT(
                HostileInputTest::splitScript,
                1,
                "CREATE TABLE a (b int);",
                "'",
                "\"",
                "`",
                "$$",
                "$a$",
                "--",
                "#",
                "/*",
                "*/",
                ";",
                "\n",
                "BEGIN",
                "END",
                "DELIMITER //",
                "//",
                "CREATE FUNCTION f() RETURNS int AS ",
                "CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW ",
                "GO\n",
                "GO 5\n",
                "E'\\'",
                "\\",
                "[",
                "]",
                "]]",
                "''",
                "SELECT 1",
                "CASE WHEN",
                "END CASE",
                "IF",
                "LOOP",
                "U&'",
                "x'",
                "/*!50001 ",
                "COMMIT",
                "\r",
                "\t"),
        URL(
                HostileInputTest::readUrl,
                1,
                "postgresql://",
                "mysql://",
                "sqlserver://",
                "file:",
                "sqlite:",
                "jdbc:",
                "user",
                ":",
                "@",
                "/",
                "?",
                "&",
                "=",
                "#",
                "%",
                "%40",
                "%zz",
                "[::1]",
                "localhost",
                "5432",
                ";",
                "database=",
                "password={",
                "}",
                "}}",
                "schema=",
                "sslmode=",
                "socket=/tmp/x",
                "..",
                "\\",
                " ",
                ",",
                "host="),
        DOTENV(
                HostileInputTest::readDotenv,
                20,
                "A=",
                "B='",
                "C=\"",
                "\n",
                "#",
                "export ",
                "${A}",
                "$B",
                "${",
                "}",
                ":-",
                "\\n",
                "\\",
                "`",
                " ",
                "=",
                "\r\n",
                "DATABASE_URL=",
                "${A:-${B}}",
                "$"),
        TOML(
                HostileInputTest::readToml,
                20,
                "[datasource]",
                "url = \"",
                "\"",
                "'''",
                "\"\"\"",
                "\n",
                "[",
                "]",
                "[[",
                "]]",
                "= ",
                "1979-05-27",
                "0x",
                "{",
                "}",
                "true",
                ",",
                "#",
                "lockTimeout = ",
                "\\u0041",
                ".",
                "env(\"A\")",
                "[migrations]"),
        CONFIG(
                HostileInputTest::readConfig,
                20,
                "export default {",
                "defineConfig(",
                "datasource: {",
                "url: env('A')",
                "}",
                ")",
                "process.env.A",
                "`",
                "${",
                "'",
                "\"",
                "//",
                "/*",
                "*/",
                "import 'dotenv/config'\n",
                "=>",
                "...",
                "[",
                "]",
                ",",
                ";",
                "\n",
                "schema: 'x'",
                "/re",
                "as const",
                "satisfies X",
                "?.",
                "!",
                "new Map("),
        LOCK_FILE(
                HostileInputTest::readLockFile,
                1,
                "provider",
                "=",
                "\"",
                "postgresql",
                "'",
                "#",
                "\n",
                " ",
                "[",
                "]",
                "\\",
                "mysql"),
        JSON_RPC(
                HostileInputTest::serve,
                20,
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"",
                "diff",
                "reset",
                "applyMigrations",
                "\",\"params\":",
                "{",
                "}",
                "[",
                "]",
                "null",
                "1e999",
                "\"",
                "\\u0000",
                "\\",
                ",",
                ":",
                "\n",
                "\"migrationsList\":",
                "\"schema\":{\"files\":[",
                "true",
                "schemaPush",
                "introspect",
                "{}",
                "-");

        private final Consumer<String> reader;
        private final int slowness;
        private final List<String> pieces;

        Target(Consumer<String> reader, int slowness, String... pieces) {
            this.reader = reader;
            this.slowness = slowness;
            this.pieces = List.of(pieces);
        }
    }

    private static final List<String> NASTY = List.of(
            "\u0000",
            "\u001B[2J",
            "\u202E",
            "\uD83D\uDE80",
            "\uD800",
            "\uFEFF",
            "\u0085",
            "\u2028",
            "\u00A0",
            "\uFFFF");

    @ParameterizedTest
    @EnumSource(Target.class)
    void leads_to_a_message_at_worst(Target target) throws IOException {
        List<String> corpus = corpus(target);
        corpus.forEach(text -> feed(target, text));
        Random random = new Random(SEED);
        int count = COUNT / target.slowness;
        for (int round = 0; round < count; round++) {
            feed(target, made(target, corpus, random));
        }
        System.out.println(
                "fuzz: " + target + ", " + count + " inputs and a corpus of " + corpus.size() + ", seed " + SEED);
    }

    private static String made(Target target, List<String> corpus, Random random) {
        StringBuilder text = new StringBuilder();
        if (!corpus.isEmpty() && random.nextInt(3) > 0) {
            text.append(corpus.get(random.nextInt(corpus.size())));
        }
        int changes = 1 + random.nextInt(12);
        for (int change = 0; change < changes; change++) {
            int at = random.nextInt(text.length() + 1);
            switch (random.nextInt(8)) {
                case 0 -> text.delete(at, Math.min(text.length(), at + random.nextInt(20)));
                case 1 -> {
                    int end = Math.min(text.length(), at + random.nextInt(40));
                    text.insert(random.nextInt(text.length() + 1), text.substring(at, end));
                }
                case 2 -> text.insert(at, NASTY.get(random.nextInt(NASTY.size())));
                case 3 -> text.insert(at, (char) random.nextInt(256));
                default -> text.insert(at, target.pieces.get(random.nextInt(target.pieces.size())));
            }
        }
        return text.toString();
    }

    private static void feed(Target target, String text) {
        long start = System.nanoTime();
        try {
            target.reader.accept(text);
        } catch (GnomonException told) {
            assertThat(told.problem()).isNotNull();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError defect) {
            throw new AssertionError(target + " is not up to " + literal(text), defect);
        }
        if (System.nanoTime() - start > PATIENCE_NANOSECONDS) {
            throw new AssertionError(target + " takes too long for " + literal(text));
        }
    }

    private static String literal(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            literal.append(
                    c < ' ' || c > '~' || c == '"' || c == '\\' ? "\\u%04X".formatted((int) c) : String.valueOf(c));
        }
        return literal.append('"').toString();
    }

    private static List<String> corpus(Target target) throws IOException {
        Path kept = Path.of("src/test/resources/fuzz", target.name().toLowerCase(java.util.Locale.ROOT));
        List<String> corpus = new ArrayList<>();
        if (Files.isDirectory(kept)) {
            try (Stream<Path> files = Files.list(kept).sorted()) {
                for (Path file : files.toList()) {
                    corpus.add(Files.readString(file, StandardCharsets.UTF_8));
                }
            }
        }
        return corpus;
    }

    private static void readSchema(String text) {
        SchemaFormatter.layOut(text);
        var checked =
                dev.gnomon.cli.project.SchemaErrors.check(List.of(new SchemaFile("schema.prisma", text)), DIALECTS);
        if (checked.hasErrors()) {
            assertThat(dev.gnomon.cli.project.SchemaErrors.invalid(checked).problem())
                    .isNotBlank();
        }
        SchemaParser.parse(text);
    }

    private static void splitScript(String text) {
        for (Dialect dialect : DIALECTS.all()) {
            int from = 0;
            for (ScriptStatement statement : dialect.scriptRunner().split(text)) {
                assertThat(statement.line()).isPositive();
                assertThat(statement.sql()).isNotEmpty();
                int at = text.indexOf(statement.sql(), Math.max(0, from));
                // What is run is what is written, in this order; only GO may repeat a batch.
                if (at < 0 && dialect.id().value().equals("sqlserver")) {
                    at = text.indexOf(statement.sql());
                }
                if (at < 0) {
                    throw new AssertionError(dialect.id() + " makes up " + literal(statement.sql()));
                }
                from = at + 1;
            }
            dialect.scriptRunner().isAtomic(text);
        }
    }

    private static void readUrl(String text) {
        DatabaseTarget target = new DatabaseTarget(text, folder);
        SecretMask.mask(text);
        assertThat(target.toString()).isNotNull();
        for (Dialect dialect : DIALECTS.all()) {
            if (dialect.connector().accepts(target)) {
                try {
                    dialect.connector().locate(target);
                } catch (GnomonException told) {
                    assertThat(told.code().id()).isEqualTo("P1013");
                }
            }
        }
    }

    private static void readDotenv(String text) {
        readProject(".env", text);
    }

    private static void readToml(String text) {
        readProject("gnomon.toml", text);
    }

    private static void readConfig(String text) {
        readProject("prisma.config.ts", text);
    }

    private static void readProject(String file, String text) {
        Path written = folder.resolve(file);
        try {
            Files.write(written, text.getBytes(StandardCharsets.UTF_8));
            try {
                SettingsReader.read(
                        folder,
                        Map.of("A", "a"),
                        new SettingsOverrides(
                                java.util.Optional.empty(),
                                java.util.Optional.empty(),
                                java.util.Optional.empty(),
                                java.util.Optional.empty()));
            } finally {
                Files.delete(written);
            }
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private static void readLockFile(String text) {
        LockFile.provider(text);
    }

    private static void serve(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream output = new PrintStream(bytes, true, StandardCharsets.UTF_8);
                Program program = new Program(new Surroundings(
                        folder,
                        Map.of(),
                        new ByteArrayInputStream((text + "\n").getBytes(StandardCharsets.UTF_8)),
                        output,
                        output,
                        false,
                        false,
                        false))) {
            program.run(List.of("schema-engine"));
        }
        String answer = bytes.toString(StandardCharsets.UTF_8);
        assertThat(answer)
                .doesNotContain("StackOverflow")
                .doesNotContain("NullPointer")
                .doesNotContain("IndexOutOfBounds");
    }

    @Test
    void a_migration_folder_does_not_lead_out_of_the_tree_and_a_big_file_is_read_or_refused() throws IOException {
        Path path = folder.resolve("project");
        ProjectFolder project = ProjectFolder.sqlite(path, "model A {\n  id Int @id\n}\n");
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.writeString(outside.resolve("migration.sql"), "CREATE TABLE outside (id INTEGER);");
        Path migrations = Files.createDirectories(path.resolve("prisma/migrations"));
        Files.createSymbolicLink(migrations.resolve("20200101000000_out"), outside);
        // A link is what the user put there; what is written goes into the tree all the same, whatever the name.
        var named = project.run("migrate", "dev", "--create-only", "--name", "../../../outside/../x");
        assertThat(named.exitCode()).as(named.output() + named.error()).isZero();
        assertThat(Files.list(outside)).hasSize(1);
        assertThat(Files.list(folder).map(Path::getFileName).map(Path::toString))
                .doesNotContain("x");
        assertThat(project.migrations())
                .hasSize(2)
                .last()
                .asString()
                .doesNotContain("..")
                .doesNotContain("/");
        if (Runtime.getRuntime().maxMemory() < 2_000_000_000L) {
            System.out.println("not run: a file of 100 MB (this needs a heap of 2 GB)");
            return;
        }
        StringBuilder big = new StringBuilder(100_000_100);
        while (big.length() < 100_000_000) {
            big.append("-- a comment that makes the file long and changes nothing at all in any database of the world\n"
                            .repeat(1000))
                    .append("SELECT 1;\n");
        }
        big.append("CREATE TABLE big (id INTEGER);\n");
        project.write("prisma/migrations/20300101000000_big/migration.sql", big.toString());
        var deployed = project.run("migrate", "deploy");
        assertThat(deployed.output() + deployed.error()).doesNotContain("GN-9001");
        assertThat(deployed.exitCode()).as(deployed.output() + deployed.error()).isZero();
    }
}
