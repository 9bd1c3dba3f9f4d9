package dev.gnomon.cli.prisma;

import dev.gnomon.engine.event.EngineListener;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.opentest4j.TestAbortedException;

/** The genuine Prisma CLI of one version, installed by npm below the build folder, with gnomon as its engine. */
final class PrismaClient {

    private static final Path INSTALLATIONS = Path.of("target", "prisma-cli").toAbsolutePath();
    private static final int LONGEST_COMMAND_SECONDS = 120;

    private final int majorVersion;
    private final Path installation;

    private PrismaClient(int majorVersion, Path installation) {
        this.majorVersion = majorVersion;
        this.installation = installation;
    }

    /** What a command left: its exit code and what it wrote on either output. */
    record Run(int exitCode, String text) {}

    int majorVersion() {
        return majorVersion;
    }

    /**
     * Install a version, unless an earlier run did.
     *
     * @throws TestAbortedException if this machine has no Node.js, or npm cannot get the packages
     */
    static PrismaClient install(int majorVersion) throws IOException {
        for (List<String> asked :
                List.of(List.of("node", "--version"), List.of("npm", "--version"), List.of("script", "--version"))) {
            if (attempt(asked, Path.of("."), Map.of())
                    .filter(run -> run.exitCode() == 0)
                    .isEmpty()) {
                throw notRun("the program `" + asked.get(0) + "` is not there");
            }
        }
        Path folder = INSTALLATIONS.resolve(Integer.toString(majorVersion));
        Path locked = Path.of("src", "test", "prisma-cli", Integer.toString(majorVersion));
        Path installedLock = folder.resolve("package-lock.json");
        boolean installed = Files.exists(folder.resolve("node_modules/.package-lock.json"))
                && Files.mismatch(installedLock, locked.resolve("package-lock.json")) < 0;
        if (!installed) {
            Files.createDirectories(folder);
            for (String file : List.of("package.json", "package-lock.json")) {
                Files.copy(locked.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
            List<String> install =
                    List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline");
            Optional<Run> run = attempt(install, folder, Map.of());
            if (run.filter(done -> done.exitCode() == 0).isEmpty()) {
                throw notRun("npm could not install it: " + run.map(Run::text).orElse("it did not start"));
            }
        }
        return new PrismaClient(majorVersion, folder);
    }

    private static TestAbortedException notRun(String reason) {
        String line = "not run with the genuine Prisma CLI: " + reason;
        System.out.println(line);
        return new TestAbortedException(line);
    }

    /** Write the script that the CLI starts as its schema engine: this build's classes, and a listener that counts. */
    private static Path engine(Path folder) throws IOException {
        Path script = folder.resolve("engine.sh");
        Path services = Files.createDirectories(folder.resolve("listeners/META-INF/services"));
        Files.writeString(services.resolve(EngineListener.class.getName()), ShadowTally.class.getName() + "\n");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Files.writeString(
                script,
                "#!/bin/sh\nexec " + quoted(java)
                        + " -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED -cp "
                        + quoted(folder.resolve("listeners")
                                + File.pathSeparator
                                + System.getProperty("java.class.path"))
                        + " dev.gnomon.cli.Main schema-engine \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script;
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** Run a command without a terminal, as a script does. */
    Run run(Path project, Map<String, String> environment, String... arguments) throws IOException {
        return start(project, environment, line(arguments), List.of());
    }

    /** Run a command on a terminal on which somebody types an answer to each question. */
    Run runOnTerminal(Path project, Map<String, String> environment, List<String> answers, String... arguments)
            throws IOException {
        String line = line(arguments).stream().map(PrismaClient::quoted).collect(Collectors.joining(" "));
        return start(project, environment, List.of("script", "-qec", line, "/dev/null"), answers);
    }

    private List<String> line(String... arguments) {
        List<String> line = new ArrayList<>(List.of(
                "node",
                installation.resolve("node_modules/prisma/build/index.js").toString()));
        line.addAll(Arrays.asList(arguments));
        return line;
    }

    private Run start(Path project, Map<String, String> environment, List<String> line, List<String> answers)
            throws IOException {
        Path engine = engine(installation);
        Map<String, String> all = new HashMap<>(environment);
        all.put("PRISMA_SCHEMA_ENGINE_BINARY", engine.toString());
        // Version 6 fetches this library before any command unless it is told that some file is it.
        all.put("PRISMA_QUERY_ENGINE_LIBRARY", engine.toString());
        all.put("PRISMA_HIDE_UPDATE_MESSAGE", "1");
        all.put("CHECKPOINT_DISABLE", "1");
        all.put("PRISMA_USER_CONSENT_FOR_DANGEROUS_AI_ACTION", "the database belongs to this test");
        all.put("NO_COLOR", "1");
        all.put("TERM", "xterm");
        return attempt(line, project, all, answers)
                .orElseThrow(() -> new AssertionError("the command did not end: " + String.join(" ", line)));
    }

    private static Optional<Run> attempt(List<String> line, Path folder, Map<String, String> environment)
            throws IOException {
        return attempt(line, folder, environment, List.of());
    }

    private static Optional<Run> attempt(
            List<String> line, Path folder, Map<String, String> environment, List<String> answers) throws IOException {
        Path output = Files.createTempFile("prisma-cli", ".txt");
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        if (answers.isEmpty()) {
            builder.redirectInput(Path.of("/dev/null").toFile());
        }
        builder.environment().putAll(environment);
        builder.environment().remove("CI");
        try {
            Process process = builder.start();
            boolean ended = answers.isEmpty()
                    ? process.waitFor(LONGEST_COMMAND_SECONDS, TimeUnit.SECONDS)
                    : type(process, output, answers);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                return Optional.empty();
            }
            return Optional.of(new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8)));
        } catch (IOException missing) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** Type the answers, one for each prompt that shows up; give whether the process ended. */
    private static boolean type(Process process, Path output, List<String> answers)
            throws IOException, InterruptedException {
        int seen = 0;
        int typed = 0;
        for (int i = 0; i < LONGEST_COMMAND_SECONDS * 10; i++) {
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                return true;
            }
            String text = Files.readString(output, StandardCharsets.UTF_8);
            if (typed < answers.size() && text.indexOf('›', seen) >= 0) {
                // The prompt has to be reading when the answer comes.
                Thread.sleep(300);
                seen = text.length();
                process.getOutputStream().write((answers.get(typed) + "\n").getBytes(StandardCharsets.UTF_8));
                process.getOutputStream().flush();
                typed++;
            }
        }
        return false;
    }
}
