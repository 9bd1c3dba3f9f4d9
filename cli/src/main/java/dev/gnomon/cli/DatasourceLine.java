package dev.gnomon.cli;

import dev.gnomon.engine.dialect.Capability;
import dev.gnomon.engine.dialect.DatabaseLocation;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import java.util.List;
import java.util.Optional;

/** Says in one line which database a command works on. */
final class DatasourceLine {

    private DatasourceLine() {}

    /** {@code Datasource "db": PostgreSQL database "app", schema "public" at "localhost:5432"}. */
    static String of(Project project, Dialect dialect, DatabaseTarget target) {
        StringBuilder line =
                new StringBuilder("Datasource \"" + project.datasource().name() + "\": ");
        line.append(dialect.displayName()).append(" database");
        Optional<DatabaseLocation> location = project.location(dialect, target);
        List<String> namespaces = project.datasource().namespaces();
        location.flatMap(DatabaseLocation::database)
                .ifPresent(name -> line.append(" \"").append(name).append('"'));
        if (!namespaces.isEmpty()) {
            line.append(", schemas \"").append(String.join(", ", namespaces)).append('"');
        } else {
            location.flatMap(DatabaseLocation::schema)
                    .ifPresent(name -> line.append(", schema \"").append(name).append('"'));
        }
        location.flatMap(DatabaseLocation::address)
                .ifPresent(at -> line.append(" at \"").append(at).append('"'));
        return line.toString();
    }

    /** {@code PostgreSQL database app created at localhost:5432}. */
    static String created(Project project, Dialect dialect, DatabaseTarget target) {
        Optional<DatabaseLocation> location = project.location(dialect, target);
        return dialect.displayName() + " database"
                + location.flatMap(DatabaseLocation::database)
                        .map(name -> " " + name)
                        .orElse("")
                + " created"
                + location.flatMap(DatabaseLocation::address)
                        .map(at -> " at " + at)
                        .orElse("");
    }

    /** What a reset would empty, for example {@code the "public" schema at "localhost:5432"}. */
    static String resetSubject(Project project, Dialect dialect, DatabaseTarget target) {
        Optional<DatabaseLocation> location = project.location(dialect, target);
        List<String> namespaces = project.datasource().namespaces();
        String at = location.flatMap(DatabaseLocation::address)
                .map(address -> " at \"" + address + "\"")
                .orElse("");
        if (dialect.capabilities().contains(Capability.NAMESPACES)) {
            if (!namespaces.isEmpty()) {
                return "the following schemas: \"" + String.join(", ", namespaces) + "\"" + at;
            }
            return location.flatMap(DatabaseLocation::schema)
                            .map(schema -> "the \"" + schema + "\" schema")
                            .orElse("the database schema")
                    + at;
        }
        return "the " + dialect.displayName() + " database"
                + location.flatMap(DatabaseLocation::database)
                        .map(name -> " \"" + name + "\"")
                        .orElse("")
                + at;
    }
}
