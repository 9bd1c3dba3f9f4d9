package dev.gnomon.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the house that the compiler cannot check. */
class ArchitectureTest {

    private static final List<String> MODULES = List.of(
            "engine-api",
            "engine-core",
            "engine-contract",
            "schema-language",
            "config",
            "dialect-postgresql",
            "dialect-mysql",
            "dialect-sqlserver",
            "dialect-sqlite",
            "listeners",
            "listener-opentelemetry",
            "project",
            "cli");

    /** Names of preview features that are words of the schema language, whatever databases they speak of. */
    private static final String PREVIEW_FEATURES = "postgresqlExtensions|\"cockroachdb\"|\"microsoftSqlServer\"";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importPaths(MODULES.stream()
                    .map(module -> root().resolve(module).resolve("target/classes"))
                    .toList());

    @Test
    void only_the_command_line_prints() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.gnomon.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    @Test
    void only_the_command_line_exits() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.gnomon.cli..")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .check(CLASSES);
    }

    /** So that no door forgets a setting: what is the same for all of them is put in there. */
    @Test
    void a_workspace_of_a_project_begins_in_one_place() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Project.class, Workspace.class)
                .and()
                .resideOutsideOfPackage("dev.gnomon.engine.contract..")
                .should()
                .callMethod(Workspace.class, "of", Dialect.class)
                .orShould()
                .callMethod(Workspace.class, "of", Dialect.class, DatabaseTarget.class)
                .check(CLASSES);
    }

    @Test
    void nobody_prints_stack_traces() {
        noClasses().should().callMethod(Throwable.class, "printStackTrace").check(CLASSES);
    }

    @Test
    void the_api_knows_no_library() {
        noClasses()
                .that()
                .resideInAPackage("dev.gnomon.engine..")
                .and()
                .resideOutsideOfPackage("dev.gnomon.engine.core..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("dev.gnomon.engine..", "java..", "javax..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void the_engine_and_the_schema_language_know_no_dialect() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.gnomon.engine..", "dev.gnomon.schema..", "dev.gnomon.config..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.gnomon.dialect..")
                .check(CLASSES);
    }

    @Test
    void a_dialect_knows_nothing_of_another() {
        slices().matching("dev.gnomon.dialect.(*)..")
                .should()
                .notDependOnEachOther()
                .check(CLASSES);
    }

    @Test
    void packages_have_no_cycles() {
        slices().matching("dev.gnomon.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    /** Not even as a string: what a dialect does differently it says through its roles. */
    @ParameterizedTest
    @ValueSource(strings = {"engine-core", "schema-language"})
    void no_dialect_is_named_in_a_string(String module) throws IOException {
        Pattern named =
                Pattern.compile("\"[^\"\\n]*(?i:postgres|mysql|mariadb|sqlite|sqlserver|mssql|cockroach)[^\"\\n]*\"");
        List<String> found = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(root().resolve(module).resolve("src/main/java"))) {
            for (Path source :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                for (String text : Files.readAllLines(source)) {
                    String line = text.replaceAll(PREVIEW_FEATURES, "");
                    boolean comment =
                            line.strip().startsWith("*") || line.strip().startsWith("//");
                    if (!comment && named.matcher(line).find()) {
                        found.add(source.getFileName() + ": " + line.strip());
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("engine-api")) ? here : here.getParent();
    }
}
