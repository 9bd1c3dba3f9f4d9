package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.architecture.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts that start the program, with a Java in their reach that only tells how it was started. */
class LauncherTest {

    private static final String JAVA = "#!/bin/sh\necho \"locale=${LC_ALL-} $LC_CTYPE $LANG\" \"$@\"\n";

    @TempDir
    private Path folder;

    private Path executable(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private Path copied(String from, String to) throws IOException {
        return executable(to, Files.readString(Repository.root().resolve(from)).replace("@flags@", "-flag"));
    }

    /** The launcher of the distribution and of the Debian package, which is a link to it. */
    private Path installed(String name) throws IOException {
        executable("image/lib/runtime/bin/java", JAVA);
        copied("distribution/launchers/gnomon", "image/bin/gnomon");
        copied("distribution/launchers/gnomon-schema-engine", "image/bin/gnomon-schema-engine");
        Path link = folder.resolve("link");
        return Files.createSymbolicLink(link, folder.resolve("image/bin").resolve(name));
    }

    /** The launcher of a checkout that is built. */
    private Path checkout(String name) throws IOException {
        copied("gnomon", "checkout/gnomon");
        copied("gnomon-schema-engine", "checkout/gnomon-schema-engine");
        copied("distribution/toolchain.sh", "checkout/distribution/toolchain.sh");
        executable("checkout/cli/target/application/built", "");
        executable("jdk/release", "JAVA_VERSION=\"21.0.1\"\n");
        executable("jdk/bin/javac", "");
        executable("jdk/bin/java", JAVA);
        return folder.resolve("checkout").resolve(name);
    }

    private String run(Path launcher, Map<String, String> environment, List<String> without)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "migrate", "status").redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("LC_ALL", "LC_CTYPE", "LANG"));
        builder.environment().keySet().removeAll(without);
        builder.environment().put("GNOMON_JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', ''",
        "C, '', ''",
        "POSIX, '', C.UTF-8",
        "'', '', C",
        "'', UTF-8, C.UTF-8",
        "xx_YY.UTF-8, '', ''",
        "de_DE.ISO-8859-1, '', ''",
        "'', '', en_US"
    })
    void a_locale_that_is_not_UTF_8_gives_way_to_one_that_is(String all, String type, String language)
            throws Exception {
        Map<String, String> environment = new HashMap<>();
        environment.put("LC_ALL", all);
        environment.put("LC_CTYPE", type);
        environment.put("LANG", language);

        for (String name : List.of("gnomon", "gnomon-schema-engine")) {
            assertThat(run(checkout(name), environment, List.of())).startsWith("locale=C.UTF-8 ");
            assertThat(run(installed(name), environment, List.of())).startsWith("locale=C.UTF-8 ");
            Files.delete(folder.resolve("link"));
        }
    }

    @Test
    void a_locale_that_is_UTF_8_stays_and_costs_no_program() throws Exception {
        Map<String, String> environment =
                Map.of("LANG", "C.UTF-8", "PATH", folder.resolve("empty").toString());

        assertThat(run(installed("gnomon"), withReadlink(environment), List.of()))
                .startsWith("locale=  C.UTF-8 ")
                .contains("migrate status");
    }

    /** What the link is followed with is the one program that a link costs. */
    private Map<String, String> withReadlink(Map<String, String> environment) throws IOException {
        Path programs = Files.createDirectories(Path.of(environment.get("PATH")));
        for (String name : List.of("readlink")) {
            Path program = Files.exists(Path.of("/usr/bin", name)) ? Path.of("/usr/bin", name) : Path.of("/bin", name);
            Files.copy(program, programs.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        return environment;
    }

    @ParameterizedTest
    @ValueSource(strings = {"gnomon", "gnomon-schema-engine"})
    void a_checkout_starts_without_a_home_folder(String name) throws Exception {
        assertThat(run(checkout(name), Map.of("LANG", "C.UTF-8"), List.of("HOME", "JAVA_HOME")))
                .contains("dev.gnomon.cli.Main");
    }
}
