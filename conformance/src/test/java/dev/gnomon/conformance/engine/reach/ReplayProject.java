package dev.gnomon.conformance.engine.reach;

import dev.gnomon.cli.Main;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A project in a folder whose migrations are somebody's, run as its user runs it: nobody sits at a terminal. */
final class ReplayProject {

    /** What a command said, or a request was answered. */
    record Answer(int exitCode, String text) {}

    private final Path folder;
    private final String provider;
    private final String mainUrl;
    private final Optional<String> shadowUrl;
    private final Map<String, String> migrations = new LinkedHashMap<>();
    private final Map<String, String> environment = new LinkedHashMap<>();

    /**
     * @param shadowUrl the database that is set for the shadow; empty: one is made for each run
     */
    ReplayProject(Path folder, String provider, String mainUrl, Optional<String> shadowUrl) {
        this.folder = folder;
        this.provider = provider;
        this.mainUrl = mainUrl;
        this.shadowUrl = shadowUrl;
        write("prisma/schema.prisma", schema());
        write("prisma/migrations/migration_lock.toml", "provider = \"" + provider + "\"\n");
        environment.put("GNOMON_NO_CACHE", "1");
    }

    ReplayProject with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    ReplayProject migration(String id, String script) {
        migrations.put(id, script);
        write("prisma/migrations/" + id + "/migration.sql", script);
        return this;
    }

    private String schema() {
        return "datasource db {\n  provider = \"%s\"\n  url      = %s\n%s}\n\nmodel Wanted {\n  id Int @id\n}\n"
                .formatted(
                        provider,
                        quoted(mainUrl),
                        shadowUrl
                                .map(url -> "  shadowDatabaseUrl = " + quoted(url) + "\n")
                                .orElse(""));
    }

    /** Run a command line. */
    Answer run(List<String> line) {
        return run(line, "");
    }

    /** Ask the engine as Prisma's own client does. */
    Answer request(String method) {
        List<String> directories = new ArrayList<>();
        migrations.forEach((id, script) -> directories.add(
                "{\"path\":%s,\"migrationFile\":{\"path\":\"migration.sql\",\"content\":{\"tag\":\"ok\",\"value\":%s}}}"
                        .formatted(quoted(id), quoted(script))));
        String parameters = ("{\"migrationsList\":{\"baseDir\":\"prisma/migrations\",\"lockfile\":{\"path\":"
                        + "\"migration_lock.toml\",\"content\":%s},\"shadowDbInitScript\":\"\",\"migrationDirectories\":"
                        + "[%s]},\"filters\":{\"externalTables\":[],\"externalEnums\":[]},\"migrationName\":\"next\","
                        + "\"draft\":false,\"optInToShadowDatabase\":true,\"schema\":{\"files\":[{\"path\":"
                        + "\"schema.prisma\",\"content\":%s}]}}")
                .formatted(
                        quoted("provider = \"" + provider + "\"\n"), String.join(",", directories), quoted(schema()));
        String datasource = "{\"url\":" + quoted(mainUrl)
                + shadowUrl.map(url -> ",\"shadowDatabaseUrl\":" + quoted(url)).orElse("") + "}";
        Answer answer = run(
                List.of(
                        "schema-engine",
                        "--datamodels",
                        folder.resolve("prisma/schema.prisma").toString(),
                        "--datasource",
                        datasource),
                "{\"id\":1,\"jsonrpc\":\"2.0\",\"method\":" + quoted(method) + ",\"params\":" + parameters + "}\n");
        // A diagnosis tells of a replay that was refused as of one that failed: within its answer.
        boolean refused = answer.text().contains("\"error\":{")
                || answer.text().contains("\"errorInUnappliedMigration\":{");
        return new Answer(refused ? 1 : answer.exitCode(), answer.text());
    }

    private Answer run(List<String> line, String input) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        int exitCode = Main.run(
                line,
                folder,
                environment,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                stream,
                stream);
        return new Answer(exitCode, said.toString(StandardCharsets.UTF_8));
    }

    private void write(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A text in quotes, as JSON and schemas write it. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char character : text.toCharArray()) {
            switch (character) {
                case '"', '\\' -> quoted.append('\\').append(character);
                default -> {
                    if (character < ' ') {
                        quoted.append("\\u%04x".formatted((int) character));
                    } else {
                        quoted.append(character);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
