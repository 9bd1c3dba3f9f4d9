package dev.gnomon.cli;

import dev.gnomon.cli.ProjectFolder.Transcript;
import dev.gnomon.engine.core.HistoryDiagnosis;
import dev.gnomon.engine.core.PushOutcome;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.project.Gnomon;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The ways into gnomon, each of which leads to the same project. */
enum Door {
    COMMAND_LINE {
        @Override
        String go(ProjectFolder project, Errand errand) {
            Transcript said = switch (errand) {
                case DEPLOY -> project.run("migrate", "deploy");
                case DRIFT -> project.run("migrate", "status", "--check-drift");
                case PUSH -> project.run("db", "push", "--accept-data-loss");
            };
            return said.output() + said.error();
        }
    },
    JSON_RPC {
        @Override
        String go(ProjectFolder project, Errand errand) {
            String request = switch (errand) {
                case DEPLOY -> "\"applyMigrations\",\"params\":{" + migrations(project) + "," + NO_FILTERS + "}";
                case DRIFT ->
                    "\"diagnoseMigrationHistory\",\"params\":{" + migrations(project) + "," + NO_FILTERS
                            + ",\"optInToShadowDatabase\":true}";
                case PUSH ->
                    "\"schemaPush\",\"params\":{\"force\":true," + NO_FILTERS
                            + ",\"schema\":{\"files\":[{\"path\":\"prisma/schema.prisma\",\"content\":"
                            + quoted(project.read("prisma/schema.prisma")) + "}]}}";
            };
            Transcript said = project.runWithInput(
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":" + request + "}\n",
                    "schema-engine",
                    "--datamodels",
                    "prisma/schema.prisma");
            return said.output() + said.error();
        }
    },
    LIBRARY {
        @Override
        String go(ProjectFolder project, Errand errand) {
            StringBuilder said = new StringBuilder();
            try (Gnomon gnomon = Gnomon.in(project.path())
                    .environment(project.environment())
                    .warnings(said::append)
                    .open()) {
                return said + outcome(gnomon, errand);
            } catch (GnomonException failure) {
                return said + failure.code().id() + " " + failure.problem() + "\n" + failure.remedy();
            }
        }
    };

    private static final String NO_FILTERS = "\"filters\":{\"externalTables\":[],\"externalEnums\":[]}";

    /** What is asked of a project. */
    enum Errand {
        /** Apply the migrations. */
        DEPLOY,
        /** Replay them and look for drift. */
        DRIFT,
        /** Give the database the schema, whatever is lost. */
        PUSH
    }

    /** Do something in a project; give all that is said about it. */
    abstract String go(ProjectFolder project, Errand errand);

    private static String outcome(Gnomon gnomon, Errand errand) {
        switch (errand) {
            case DEPLOY -> {
                return "applied " + gnomon.deploy();
            }
            case DRIFT -> {
                HistoryDiagnosis diagnosis = gnomon.drift();
                return Stream.of(diagnosis.errorInAppliedMigrations(), diagnosis.errorInPendingMigrations())
                                .flatMap(error -> error.stream())
                                .map(error -> error.code().id() + " " + error.problem())
                                .collect(Collectors.joining())
                        + diagnosis.drift();
            }
            case PUSH -> {
                PushOutcome outcome = gnomon.push(true);
                return "pushed " + outcome.executedSteps();
            }
            default -> throw new IllegalArgumentException(errand.name());
        }
    }

    private static String migrations(ProjectFolder project) {
        Path folder = project.path().resolve("prisma/migrations");
        try (Stream<Path> directories = Files.list(folder)) {
            String list = directories
                    .filter(Files::isDirectory)
                    .sorted()
                    .map(directory -> "{\"path\":\"" + directory.getFileName()
                            + "\",\"migrationFile\":{\"path\":\"migration.sql\",\"content\":{\"tag\":\"ok\",\"value\":"
                            + quoted(project.read(project.path().relativize(directory) + "/migration.sql"))
                            + "}}}")
                    .collect(Collectors.joining(","));
            return "\"migrationsList\":{\"baseDir\":\"prisma/migrations\",\"lockfile\":{\"path\":"
                    + "\"migration_lock.toml\",\"content\":null},\"shadowDbInitScript\":\"\",\"migrationDirectories\":["
                    + list + "]}";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
