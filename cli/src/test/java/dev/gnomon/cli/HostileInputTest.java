package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.config.SettingsOverrides;
import dev.gnomon.config.SettingsReader;
import dev.gnomon.engine.core.history.LockFile;
import dev.gnomon.engine.core.plugin.Dialects;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.ScriptStatement;
import dev.gnomon.engine.dialect.SecretMask;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.project.SchemaErrors;
import dev.gnomon.schema.PrismaSchema;
import dev.gnomon.schema.format.SchemaFormatter;
import dev.gnomon.schema.syntax.SchemaFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
 * <p>Inputs are made up by a grammar ({@code src/test/resources/fuzz-grammar}) or taken from the kept corpus
 * ({@code src/test/resources/fuzz}, one folder a target, replayed whole in every run), and then spoiled. {@code
 * -Dgnomon.fuzz=N} says how many there are for all targets together, and {@code -Dgnomon.fuzz.seed=N} where to begin; an
 * input that fails is printed, to be added to the corpus.
 */
class HostileInputTest {

    private static final int COUNT = Integer.getInteger("gnomon.fuzz", 20_000);
    private static final long SEED = Long.getLong("gnomon.fuzz.seed", 20261122L);
    private static final int BATCH = 50;
    private static final long PATIENCE_NANOSECONDS = 10_000_000_000L;

    private static final Dialects DIALECTS = Dialects.load(List.<Path>of());

    @TempDir
    static Path folder;

    /** What reads text from outside. */
    private enum Target {
        SCHEMA(40, each(HostileInputTest::readSchema)),
        SCRIPT(150, each(HostileInputTest::splitScript)),
        URL(300, each(HostileInputTest::readUrl)),
        DOTENV(70, each(text -> readProject(".env", text))),
        TOML(50, each(text -> readProject("gnomon.toml", text))),
        CONFIG(70, each(text -> readProject("prisma.config.ts", text))),
        LOCK_FILE(250, each(LockFile::provider)),
        JSON_RPC(70, HostileInputTest::serve);

        private final int perMille;
        private final Consumer<List<String>> reader;

        /**
         * @param perMille its share of all inputs; what is quick to read gets more
         */
        Target(int perMille, Consumer<List<String>> reader) {
            this.perMille = perMille;
            this.reader = reader;
        }

        private String folder() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Consumer<List<String>> each(Consumer<String> reader) {
            return texts -> {
                for (String text : texts) {
                    try {
                        reader.accept(text);
                    } catch (GnomonException told) {
                        assertThat(told.problem()).isNotNull();
                    }
                }
            };
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
        feed(target, corpus);
        Grammar grammar = Grammar.named(target.folder());
        Random random = new Random(SEED);
        long begin = System.nanoTime();
        int count = (int) (COUNT / 1000L * target.perMille);
        for (int made = 0; made < count; made += BATCH) {
            List<String> texts = new ArrayList<>();
            for (int index = made; index < Math.min(count, made + BATCH); index++) {
                texts.add(made(grammar, corpus, random));
            }
            feed(target, texts);
        }
        System.out.printf(
                "fuzz: %s, %d inputs and a corpus of %d, seed %d, %d microseconds each%n",
                target, count, corpus.size(), SEED, (System.nanoTime() - begin) / 1000 / Math.max(1, count));
    }

    /** Half follow the grammar, the others what is kept; three quarters of all are spoiled. */
    private static String made(Grammar grammar, List<String> corpus, Random random) {
        StringBuilder text = new StringBuilder(
                random.nextBoolean() ? grammar.text(random) : corpus.get(random.nextInt(corpus.size())));
        int changes = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(10);
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
                default -> text.insert(at, grammar.piece(random));
            }
        }
        return text.toString();
    }

    /** Many at once, which is quick; if anything is wrong, one after the other, which says what with. */
    private static void feed(Target target, List<String> texts) {
        long start = System.nanoTime();
        try {
            target.reader.accept(texts);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError defect) {
            if (texts.size() == 1) {
                throw new AssertionError(target + " is not up to " + literal(texts.get(0)), defect);
            }
            texts.forEach(text -> feed(target, List.of(text)));
            throw new AssertionError(target + " is not up to some texts together", defect);
        }
        if (System.nanoTime() - start > PATIENCE_NANOSECONDS) {
            if (texts.size() > 1) {
                texts.forEach(text -> feed(target, List.of(text)));
            } else {
                throw new AssertionError(target + " takes too long for " + literal(texts.get(0)));
            }
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
        Path kept = Path.of("src/test/resources/fuzz", target.folder());
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
        PrismaSchema checked = SchemaErrors.check(List.of(new SchemaFile("schema.prisma", text)), DIALECTS);
        if (checked.hasErrors()) {
            assertThat(SchemaErrors.invalid(checked).problem()).isNotBlank();
        }
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

    private static void readProject(String file, String text) {
        Path written = folder.resolve(file);
        try {
            Files.write(written, text.getBytes(StandardCharsets.UTF_8));
            try {
                SettingsReader.read(
                        folder,
                        Map.of("A", "a"),
                        SettingsOverrides.NONE);
            } finally {
                Files.delete(written);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void serve(List<String> texts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String input = String.join("\n", texts) + "\n";
        try (PrintStream output = new PrintStream(bytes, true, StandardCharsets.UTF_8);
                Program program = new Program(new Surroundings(
                        folder,
                        Map.of(),
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        output,
                        output,
                        false,
                        false,
                        false))) {
            assertThat(program.run(List.of("schema-engine"))).isZero();
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .doesNotContain("GN-9001")
                .doesNotContain("StackOverflow")
                .doesNotContain("NullPointer")
                .doesNotContain("IndexOutOfBounds")
                .doesNotContain("ClassCast")
                .doesNotContain("IllegalArgument");
    }

    @Test
    void a_migration_folder_does_not_lead_out_of_the_tree_and_a_big_file_is_read_or_refused() throws IOException {
        Path path = folder.resolve("project");
        ProjectFolder project = ProjectFolder.sqlite(path, "model A {\n  id Int @id\n}\n");
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.writeString(outside.resolve("migration.sql"), "CREATE TABLE outside (id INTEGER);");
        Path migrations = Files.createDirectories(path.resolve("prisma/migrations"));
        Path folderLink = Files.createSymbolicLink(migrations.resolve("20200101000000_out"), outside);
        assertLeadsOut(project);
        Files.delete(folderLink);
        Path script =
                Files.createDirectories(migrations.resolve("20200101000000_in")).resolve("migration.sql");
        Files.createSymbolicLink(script, outside.resolve("migration.sql"));
        assertLeadsOut(project);
        Files.delete(script);
        Files.writeString(script, "SELECT 1;");
        Files.createSymbolicLink(migrations.resolve("20200101000001_same"), script.getParent());
        assertThat(project.run("migrate", "deploy").exitCode()).isZero();
        var named = project.run("migrate", "dev", "--create-only", "--name", "../../../outside/../x");
        assertThat(named.exitCode()).as(named.output() + named.error()).isZero();
        assertThat(Files.list(outside)).hasSize(1);
        assertThat(Files.list(folder).map(Path::getFileName).map(Path::toString))
                .doesNotContain("x");
        assertThat(project.migrations())
                .hasSize(3)
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

    private static void assertLeadsOut(ProjectFolder project) {
        for (String command : List.of("deploy", "status", "dev")) {
            var refused = project.run("migrate", command);
            assertThat(refused.exitCode()).as(refused.output()).isEqualTo(1);
            assertThat(refused.error())
                    .contains("leads out of the migrations directory", "GN-6002")
                    .doesNotContain("CREATE TABLE outside");
        }
    }
}
