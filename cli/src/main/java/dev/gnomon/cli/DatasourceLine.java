package dev.gnomon.cli;

import dev.gnomon.config.SchemaDatasource;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.dialect.Capability;
import dev.gnomon.engine.dialect.DatabaseLocation;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.project.Project;
import java.util.List;
import java.util.Optional;

/** Says in one line which database a command works on. */
final class DatasourceLine {

    /** What the block is called where there is no schema. */
    private static final String USUAL_NAME = "db";

    private DatasourceLine() {}

    /** Where the database is, as far as the URL tells. */
    static Optional<DatabaseLocation> location(Workspace workspace) {
        try {
            return workspace.target().map(workspace.dialect().connector()::locate);
        } catch (GnomonException unreadable) {
            return Optional.empty();
        }
    }

    /** {@code Datasource "db": PostgreSQL database "app", schema "public" at "localhost:5432"}. */
    static String of(Project project, Workspace workspace) {
        String name = project.settings().datasource().map(SchemaDatasource::name).orElse(USUAL_NAME);
        StringBuilder line = new StringBuilder("Datasource \"" + name + "\": ");
        line.append(workspace.dialect().displayName()).append(" database");
        Optional<DatabaseLocation> location = location(workspace);
        List<String> namespaces = workspace.namespaces();
        location.flatMap(DatabaseLocation::database)
                .ifPresent(database -> line.append(" \"").append(database).append('"'));
        if (!namespaces.isEmpty()) {
            line.append(", schemas \"").append(String.join(", ", namespaces)).append('"');
        } else {
            location.flatMap(DatabaseLocation::schema)
                    .ifPresent(schema -> line.append(", schema \"").append(schema).append('"'));
        }
        location.flatMap(DatabaseLocation::address)
                .ifPresent(at -> line.append(" at \"").append(at).append('"'));
        return line.toString();
    }

    /** {@code PostgreSQL database app created at localhost:5432}. */
    static String created(Workspace workspace) {
        Optional<DatabaseLocation> location = location(workspace);
        return workspace.dialect().displayName() + " database"
                + location.flatMap(DatabaseLocation::database)
                        .map(name -> " " + name)
                        .orElse("")
                + " created"
                + location.flatMap(DatabaseLocation::address)
                        .map(at -> " at " + at)
                        .orElse("");
    }

    /** What a reset would empty, for example {@code the "public" schema at "localhost:5432"}. */
    static String resetSubject(Workspace workspace) {
        Dialect dialect = workspace.dialect();
        Optional<DatabaseLocation> location = location(workspace);
        List<String> namespaces = workspace.namespaces();
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
