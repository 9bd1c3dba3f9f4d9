package dev.gnomon.engine.core.workspace;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.migration.MigrationHistory;
import dev.gnomon.engine.model.DatabaseSchema;
import java.util.List;
import java.util.Objects;

/**
 * Where a schema comes from: one side of a {@code diff}, or the one that a command leads to.
 *
 * <p>A command that leads to what a server has read makes all of it, extensions and partial indexes included, whatever
 * features the workspace names: these are for schemas that do not speak of everything.
 */
public sealed interface SchemaSource {

    /** Whether a shadow database is needed to know it. */
    default boolean isReplayed() {
        return switch (this) {
            case Migrations migrations -> true;
            case Scripts scripts -> true;
            case Empty empty -> false;
            case Known known -> false;
            case Live live -> false;
        };
    }

    /** Nothing at all. */
    record Empty() implements SchemaSource {}

    /** A schema that is known already, for example of a schema file. */
    record Known(DatabaseSchema schema) implements SchemaSource {
        public Known {
            Objects.requireNonNull(schema, "schema");
        }
    }

    /** A live database. */
    record Live(DatabaseTarget target) implements SchemaSource {
        public Live {
            Objects.requireNonNull(target, "target");
        }
    }

    /** What a migration history builds in the shadow database. */
    record Migrations(MigrationHistory history) implements SchemaSource {
        public Migrations {
            Objects.requireNonNull(history, "history");
        }
    }

    /** What scripts build, one after the other, in the shadow database. */
    record Scripts(List<Script> scripts) implements SchemaSource {

        /**
         * One file of SQL.
         *
         * @param name what messages call it
         */
        public record Script(String name, String sql) {}

        public Scripts {
            scripts = List.copyOf(scripts);
        }
    }
}
