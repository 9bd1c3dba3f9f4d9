package dev.gnomon.cli;

import java.util.List;
import java.util.stream.Stream;

/** A command that comes to harm, with the schema that it is run on. */
enum HarmedCommand {
    DEPLOY(FaultProject.SECOND, "migrate", "deploy"),
    DEV(FaultProject.THIRD, "migrate", "dev", "--name", "next"),
    RESET(FaultProject.SECOND, "migrate", "reset", "--force"),
    PUSH(FaultProject.THIRD, "db", "push"),
    RESOLVE(FaultProject.SECOND, "migrate", "resolve", "--applied");

    private final String schema;
    private final List<String> line;

    HarmedCommand(String schema, String... line) {
        this.schema = schema;
        this.line = List.of(line);
    }

    /** Its words, without what depends on the project. */
    String title() {
        return String.join(" ", line);
    }

    String schema() {
        return schema;
    }

    String[] line(FaultProject project, String... more) {
        Stream<String> migration =
                this == RESOLVE ? Stream.of(project.migrations().get(1)) : Stream.of();
        return Stream.of(line.stream(), migration, Stream.of(more))
                .flatMap(words -> words)
                .toArray(String[]::new);
    }

    /** A second attempt finds rows of others where the first one had not; a push says so. */
    String[] again(FaultProject project) {
        return this == PUSH ? new String[] {"db", "push", "--accept-data-loss"} : line(project);
    }
}
