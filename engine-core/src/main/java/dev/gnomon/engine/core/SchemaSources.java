package dev.gnomon.engine.core;

import dev.gnomon.engine.core.diff.UndecidedDefaults.Side;
import dev.gnomon.engine.core.history.LockFile;
import dev.gnomon.engine.core.shadow.Inquiry;
import dev.gnomon.engine.core.shadow.Replayed;
import dev.gnomon.engine.core.wording.Wording;
import dev.gnomon.engine.core.workspace.SchemaFeatures;
import dev.gnomon.engine.core.workspace.SchemaSource;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.event.EngineEvent.DatabaseIntrospected;
import dev.gnomon.engine.event.EngineEvent.IntrospectProposed;
import dev.gnomon.engine.migration.MigrationHistory;
import dev.gnomon.engine.model.DatabaseSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Finds out what the sources of schemas hold, for every command that is given one. */
final class SchemaSources {

    private final Stages stages;
    private final Session session;

    SchemaSources(Stages stages) {
        this.stages = stages;
        this.session = stages.session();
    }

    /**
     * What a source holds.
     *
     * @param answer what the server said there
     */
    record Found(DatabaseSchema schema, Optional<DatabaseSchema> answer) {

        static Found of(DatabaseSchema schema) {
            return new Found(schema, Optional.empty());
        }

        static Found of(Replayed replayed) {
            return new Found(replayed.history().atHead(), replayed.answer());
        }
    }

    /**
     * The schema that a command leads to.
     *
     * @param wording asks a server for its words for the schema; empty where they are a server's already
     */
    record Desired(DatabaseSchema schema, Optional<Wording> wording) {

        /** What there is to ask where the history is replayed that leads there. */
        Optional<Inquiry> inquiry() {
            return wording.map(asked -> asked);
        }

        /** The schema with the words that an inquiry found. */
        DatabaseSchema with(DatabaseSchema database, Optional<DatabaseSchema> answer) {
            return wording.map(asked -> asked.with(database, answer)).orElse(schema);
        }

        /** The schema with the server's words beside its own, as far as a session with a database can tell them. */
        DatabaseSchema in(Connection session, DatabaseSchema database) throws SQLException {
            return wording.isPresent() ? wording.get().in(session, database) : schema;
        }
    }

    /** What takes part where a command leads to a source: all that a server has read, which speaks of all of it. */
    static Workspace inView(Workspace workspace, SchemaSource desired) {
        return switch (desired) {
            case SchemaSource.Empty empty -> workspace;
            case SchemaSource.Known known -> workspace;
            case SchemaSource.Live live -> withAllFeatures(workspace);
            case SchemaSource.Migrations migrations -> withAllFeatures(workspace);
            case SchemaSource.Scripts scripts -> withAllFeatures(workspace);
        };
    }

    private static Workspace withAllFeatures(Workspace workspace) {
        return workspace.toBuilder().features(SchemaFeatures.ALL).build();
    }

    /** Find out where a command leads to. */
    Desired desired(SchemaSource source) {
        return source instanceof SchemaSource.Known(DatabaseSchema written)
                ? new Desired(written, Optional.of(new Wording(session.dialect(), written, Side.AFTER)))
                : new Desired(find(source, Optional.empty()).schema(), Optional.empty());
    }

    /** Find out what a source holds, and what the server says where it does. */
    Found find(SchemaSource source, Optional<Inquiry> inquiry) {
        return switch (source) {
            case SchemaSource.Empty() -> Found.of(DatabaseSchema.EMPTY);
            case SchemaSource.Known(DatabaseSchema schema) -> Found.of(schema);
            case SchemaSource.Live(DatabaseTarget target) -> introspect(target, inquiry);
            case SchemaSource.Migrations(MigrationHistory history) -> {
                LockFile.check(history, session.dialect());
                yield Found.of(stages.replays().of(history.migrations(), inquiry));
            }
            case SchemaSource.Scripts(List<SchemaSource.Scripts.Script> scripts) ->
                Found.of(stages.replays().ofScripts(scripts, inquiry));
        };
    }

    private Found introspect(DatabaseTarget target, Optional<Inquiry> inquiry) {
        return session.steps()
                .run(
                        new IntrospectProposed(session.connector().locate(target)),
                        () -> {
                            try (Connection connection = session.connector().connect(target)) {
                                DatabaseSchema schema = session.dialect()
                                        .introspector()
                                        .introspect(
                                                connection, session.workspace().scope());
                                boolean asks = inquiry.flatMap(asked -> asked.question(schema))
                                        .isPresent();
                                return new Found(
                                        schema,
                                        asks
                                                ? Optional.of(inquiry.get().answer(connection, schema))
                                                : Optional.empty());
                            }
                        },
                        found -> new DatabaseIntrospected(found.schema()));
    }
}
