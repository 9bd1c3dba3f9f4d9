package dev.gnomon.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A project in a temporary folder, and command lines run in it. */
final class ProjectFolder {

    /** What a command line did. */
    record Transcript(int exitCode, String output, String error) {

        /** The same without what differs from run to run. */
        Transcript steady() {
            return new Transcript(exitCode, steady(output), steady(error));
        }

        private static String steady(String text) {
            return text.replaceAll("\\b20\\d{12}", "<time>").replaceAll("(in|Done in) [\\d.]+m?s", "$1 <duration>");
        }
    }

    private final Path path;
    private final Map<String, String> environment = new LinkedHashMap<>();

    ProjectFolder(Path path) {
        this.path = path;
    }

    /** A project with a SQLite database {@code dev.db} beside its schema. */
    static ProjectFolder sqlite(Path path, String models) {
        ProjectFolder project = new ProjectFolder(path);
        project.schema(models);
        return project;
    }

    Path path() {
        return path;
    }

    Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    ProjectFolder with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    void schema(String models) {
        write("prisma/schema.prisma", """
                datasource db {
                  provider = "sqlite"
                  url      = "file:./dev.db"
                }

                """ + models);
    }

    void write(String file, String text) {
        try {
            Files.createDirectories(path.resolve(file).getParent());
            Files.writeString(path.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String file) {
        try {
            return Files.readString(path.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Run a statement behind gnomon's back. */
    void sql(String statement) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path.resolve("prisma/dev.db"));
                Statement run = connection.createStatement()) {
            run.executeUpdate(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first value that a query finds, asked behind gnomon's back. */
    String query(String query) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path.resolve("prisma/dev.db"));
                Statement run = connection.createStatement();
                ResultSet rows = run.executeQuery(query)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The names of the migrations' folders. */
    List<String> migrations() {
        try (Stream<Path> entries = Files.list(path.resolve("prisma/migrations"))) {
            return entries.filter(Files::isDirectory)
                    .map(entry -> entry.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Run a command line where nobody is watching. */
    Transcript run(String... line) {
        return run(new byte[0], false, line);
    }

    /** Run a command line with something on standard input. */
    Transcript runWithInput(String input, String... line) {
        return runWithInput(input.getBytes(StandardCharsets.UTF_8), line);
    }

    /** The same with bytes that need be no text. */
    Transcript runWithInput(byte[] input, String... line) {
        return run(input, false, line);
    }

    /** Run a command line on a terminal whose user types these answers. */
    Transcript runOnTerminal(String answers, String... line) {
        return run(answers.getBytes(StandardCharsets.UTF_8), true, line);
    }

    private Transcript run(byte[] input, boolean terminal, String... line) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        Surroundings surroundings = new Surroundings(
                path,
                environment,
                new ByteArrayInputStream(input),
                new PrintStream(output, true, StandardCharsets.UTF_8),
                new PrintStream(error, true, StandardCharsets.UTF_8),
                terminal,
                terminal,
                terminal);
        try (Program program = new Program(surroundings)) {
            int exitCode = program.run(List.of(line));
            return new Transcript(
                    exitCode, output.toString(StandardCharsets.UTF_8), error.toString(StandardCharsets.UTF_8));
        }
    }
}
