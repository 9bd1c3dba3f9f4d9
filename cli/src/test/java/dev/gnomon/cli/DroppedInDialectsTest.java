package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.ProjectFolder.Transcript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dialects in folders, as jars that are really built. */
class DroppedInDialectsTest {

    private static final String LONELY = "datasource db {\n  provider = \"lonely\"\n}\n";

    @TempDir
    Path folder;

    private Path work;
    private Path dialects;
    private ProjectFolder project;

    @BeforeEach
    void make_a_project_and_a_folder_for_dialects() throws IOException {
        work = Files.createDirectories(folder.resolve("work"));
        dialects = Files.createDirectories(folder.toRealPath().resolve("dialects"));
        project = ProjectFolder.sqlite(folder.resolve("project"), "model Item {\n  id Int @id\n}\n");
    }

    @Test
    void a_jar_is_listed_with_where_it_lies() throws IOException {
        Path jar = PluginJar.automatic(work, "strange").into(dialects.resolve("strange-dialect-1.2.jar"));
        Transcript listed = project.run("dialects", "--dialects", dialects.toString());
        assertThat(listed.error()).isEmpty();
        assertThat(listed.output())
                .contains("sqlite  SQLite\n  built in: foreign keys")
                .contains("strange  Strange\n  " + jar + " (version 1.2): enums\n");
        assertThat(project.run("dialects", "--json", "--dialects", dialects.toString())
                        .output())
                .contains("\"id\":\"strange\",\"name\":\"Strange\",\"origin\":\"" + jar + "\"")
                .contains("\"version\":\"1.2\",\"capabilities\":[\"ENUMS\"]")
                .contains("\"problems\":[]");
    }

    @Test
    void every_usual_folder_is_looked_into() throws IOException {
        PluginJar.automatic(work, "first").into(dialects.resolve("first/first.jar"));
        PluginJar.automatic(work, "second").into(folder.resolve("more/second.jar"));
        PluginJar.automatic(work, "third").into(folder.resolve("home/.config/gnomon/dialects/third.jar"));
        PluginJar.automatic(work, "fourth").into(folder.resolve("installed/dialects/fourth.jar"));
        System.setProperty("gnomon.home", folder.resolve("installed").toString());
        try {
            Transcript listed = project.with("GNOMON_DIALECTS", dialects.toString())
                    .with("HOME", folder.resolve("home").toString())
                    .run("dialects", "--dialects", "../more");
            assertThat(listed.output())
                    .contains("first  Strange", "second  Strange", "third  Strange", "fourth  Strange");
            assertThat(listed.error()).isEmpty();
        } finally {
            System.clearProperty("gnomon.home");
        }
    }

    @Test
    void a_broken_jar_is_named_and_keeps_nobody_from_working() throws IOException {
        Path broken = Files.writeString(dialects.resolve("broken.jar"), "this is no archive");
        PluginJar.automatic(work, "strange").into(dialects.resolve("strange.jar"));
        Transcript listed = project.with("GNOMON_DIALECTS", dialects.toString()).run("dialects");
        assertThat(listed.exitCode()).isZero();
        assertThat(listed.output()).contains("strange  Strange", "sqlite  SQLite");
        assertThat(listed.error())
                .contains("Warning: ", "The dialect in " + broken + " cannot be loaded", "GN-5004")
                .doesNotContain("\tat ");
        Transcript validated = project.run("validate");
        assertThat(validated.exitCode()).isZero();
        assertThat(validated.error()).contains("Warning: ", broken.toString());
    }

    @Test
    void a_jar_of_another_api_level_is_an_error_where_the_schema_needs_it() throws IOException {
        Path newer = new PluginJar(work)
                .source("stranger/StrangeDialect.java", PluginJar.dialect("newer", "API_LEVEL + 1", "return null;"))
                .resource(PluginJar.SERVICE, "stranger.StrangeDialect")
                .into(dialects.resolve("a.jar"));
        Path older = new PluginJar(work)
                .source("stranger/StrangeDialect.java", PluginJar.dialect("older", "API_LEVEL - 1", "return null;"))
                .resource(PluginJar.SERVICE, "stranger.StrangeDialect")
                .into(dialects.resolve("b.jar"));
        project.with("GNOMON_DIALECTS", dialects.toString());
        assertThat(project.run("dialects").error())
                .contains("The dialect newer in " + newer + " is made for level 2", "Upgrade gnomon", "GN-5003")
                .contains("The dialect older in " + older + " is made for level 0", "Install a newer version");
        project.write("prisma/schema.prisma", "datasource db {\n  provider = \"newer\"\n}\n");
        Transcript needed = project.run("validate");
        assertThat(needed.exitCode()).isEqualTo(1);
        assertThat(needed.error())
                .contains("Error: The dialect newer in " + newer)
                .contains("Warning: The dialect older");
        assertThat(needed.error().split("dialect newer", -1)).hasSize(2);
    }

    @Test
    void of_two_dialects_with_one_id_neither_is_taken() throws IOException {
        Path first = PluginJar.automatic(work, "twin").into(dialects.resolve("a.jar"));
        Path second = PluginJar.automatic(work, "twin").into(dialects.resolve("b.jar"));
        Path pretender = PluginJar.automatic(work, "sqlite").into(dialects.resolve("c.jar"));
        Transcript listed = project.run("dialects", "--dialects", dialects.toString());
        assertThat(listed.output()).doesNotContain("Strange").contains("sqlite  SQLite");
        assertThat(listed.error())
                .contains("Two dialects are called twin: one in " + first + ", one in " + second, "GN-5002")
                .contains("Two dialects are called sqlite: one in gnomon itself, one in " + pretender);
    }

    @Test
    void a_jar_that_bundles_the_api_is_refused() throws IOException {
        PluginJar.automatic(work, "strange")
                .source("dev/gnomon/engine/dialect/Mine.java", "package dev.gnomon.engine.dialect; class Mine {}")
                .into(dialects.resolve("fat.jar"));
        assertThat(project.run("dialects", "--dialects", dialects.toString()).error())
                .contains("fat.jar bundles the API of gnomon", "GN-5004");
    }

    @Test
    void a_jar_without_a_dialect_says_where_a_driver_belongs() throws IOException {
        new PluginJar(work)
                .source("driver/Driver.java", "package driver; public class Driver {}")
                .into(dialects.resolve("driver.jar"));
        assertThat(project.run("dialects", "--dialects", dialects.toString()).error())
                .contains("driver.jar cannot be loaded: no jar in it says that it provides a dialect");
    }

    @Test
    void a_missing_driver_is_told_with_the_jar_that_needs_it() throws IOException {
        Path driver = new PluginJar(work)
                .source("driver/Driver.java", "package driver; public class Driver {}")
                .into(work.resolve("driver.jar"));
        String connector = "new driver.Driver(); return null;";
        Path jar = new PluginJar(work)
                .needs(driver)
                .source("stranger/StrangeDialect.java", PluginJar.dialect("lonely", "API_LEVEL", connector))
                .resource(PluginJar.SERVICE, "stranger.StrangeDialect")
                .into(dialects.resolve("lonely/lonely.jar"));
        project.with("GNOMON_DIALECTS", dialects.toString());
        assertThat(project.run("db", "push").exitCode()).isZero();
        project.write("prisma/schema.prisma", LONELY);
        Transcript needed = project.run("db", "execute", "--url", "lonely://here", "--stdin");
        assertThat(needed.exitCode()).isEqualTo(1);
        assertThat(needed.error())
                .contains("The dialect in " + jar.getParent(), "the class driver.Driver is missing", "GN-5004");
        Files.copy(driver, jar.resolveSibling("driver.jar"));
        assertThat(project.run("db", "execute", "--url", "lonely://here", "--stdin")
                        .error())
                .doesNotContain("GN-5004");
    }

    @Test
    void a_driver_of_gnomons_own_is_out_of_reach() throws IOException {
        String connector = "try { Class.forName(\"org.sqlite.JDBC\"); } catch (ClassNotFoundException e) {"
                + " throw new NoClassDefFoundError(\"org/sqlite/JDBC\"); } return null;";
        new PluginJar(work)
                .source("stranger/StrangeDialect.java", PluginJar.dialect("lonely", "API_LEVEL", connector))
                .resource(PluginJar.SERVICE, "stranger.StrangeDialect")
                .into(dialects.resolve("lonely.jar"));
        project.write("prisma/schema.prisma", LONELY);
        assertThat(project.run("db", "execute", "--url", "x://y", "--stdin", "--dialects", dialects.toString())
                        .error())
                .contains("the class org.sqlite.JDBC is missing");
    }
}
