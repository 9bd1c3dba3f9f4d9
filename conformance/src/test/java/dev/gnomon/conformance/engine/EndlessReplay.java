package dev.gnomon.conformance.engine;

import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.plugin.Dialects;
import dev.gnomon.engine.core.workspace.ShadowSettings;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.MigrationHistory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A program that replays a migration which takes a minute, and closes its engine when it is told to end. */
final class EndlessReplay {

    private EndlessReplay() {}

    /** Replay beside the database of the first URL, in the one of the second URL if there is one. */
    public static void main(String[] urls) {
        Path here = Path.of("").toAbsolutePath();
        Engine engine = Engine.builder().build();
        Runtime.getRuntime().addShutdownHook(new Thread(engine::close));
        String provider = urls[0].substring(0, urls[0].indexOf(':'));
        Workspace.Builder workspace =
                Workspace.of(Dialects.load(Optional.empty()).require(provider), new DatabaseTarget(urls[0], here));
        // The lock on the table would keep the database from being dropped.
        String sleep =
                provider.equals("mysql") ? "INSERT INTO b VALUES (1); SELECT SLEEP(60) FROM b" : "SELECT pg_sleep(60)";
        if (urls.length > 1) {
            workspace.shadow(ShadowSettings.configured(new DatabaseTarget(urls[1], here)));
        }
        engine.devDiagnostic(
                workspace.build(),
                new MigrationHistory(
                        Optional.empty(),
                        List.of(
                                Migration.of("1", "CREATE TABLE a (id INTEGER);"),
                                Migration.of(
                                        "2",
                                        "CREATE TABLE b (id INTEGER); ALTER TABLE a ADD COLUMN v TEXT; " + sleep
                                                + ";"))));
    }
}
