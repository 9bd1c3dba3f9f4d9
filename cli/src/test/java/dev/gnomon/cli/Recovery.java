package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.ProjectFolder.Transcript;
import java.util.List;

/** What has to be so after a command came to harm, whatever the harm was, and what it takes to go on. */
final class Recovery {

    private static final int ATTEMPTS = 20;
    private static final long PAUSE_MILLISECONDS = 200;

    private Recovery() {}

    /** Look at what is left, run the command again, and say what had to be done. */
    static String of(FaultProject project, HarmedCommand harmed, String where) {
        List<String> before = project.migrations();
        for (String file : project.files()) {
            assertThat(file)
                    .as(where)
                    .matches("prisma/(schema\\.prisma|dev\\.db(-journal)?|migrations/(migration_lock\\.toml"
                            + "|\\d{14}_(init|more|next)/migration\\.sql))");
        }
        if (harmed != HarmedCommand.RESET) {
            assertThat(project.keptRows()).as(where).containsExactly("one", "two", "three");
        }
        Transcript status = settledStatus(project);
        assertThat(status.output()).as(where).contains("\"command\":\"migrate status\"");

        Transcript again = project.folder().run(harmed.again(project));
        String outcome = "goes on by itself";
        if (again.error().contains("P3009") || again.output().contains("failed.")) {
            assertThat(status.output()).as(where).contains("\"failed\":[\"");
            Transcript resumed = project.folder().run("migrate", "deploy", "--resume");
            assertThat(resumed.exitCode())
                    .as("%s: %s%s", where, resumed.output(), resumed.error())
                    .isZero();
            outcome = "resumed";
            again = project.folder().run(harmed.again(project));
        }
        boolean done = again.exitCode() == 0 || again.error().contains("P3008");
        assertThat(done).as("%s: %s%s", where, again.output(), again.error()).isTrue();
        if (harmed != HarmedCommand.PUSH) {
            assertThat(project.applied())
                    .as(where)
                    .hasSameSizeAs(project.migrations())
                    .allSatisfy((id, times) -> {
                        assertThat(times).as(id).isEqualTo(1);
                    });
        }
        if (harmed == HarmedCommand.DEV) {
            assertNoShadowDatabaseIsLeft(project, where);
        }
        if (harmed != HarmedCommand.RESOLVE) {
            // What the database has is what the history and the schema say.
            Transcript sync = project.folder().run("db", "push", "--json");
            assertThat(sync.output()).as(where).contains("\"outcome\":\"up-to-date\"");
        }
        if (harmed != HarmedCommand.RESET) {
            assertThat(project.keptRows()).as(where).containsExactly("one", "two", "three");
        }
        assertThat(project.migrations()).as(where).containsAll(before);
        return outcome;
    }

    /** A server that does not know yet that its client is gone may still be at work; what it does then is no loss. */
    private static Transcript settledStatus(FaultProject project) {
        Transcript status = project.folder().run("migrate", "status", "--json");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            pause();
            Transcript now = project.folder().run("migrate", "status", "--json");
            if (now.output().equals(status.output())) {
                return now;
            }
            status = now;
        }
        return status;
    }

    private static void assertNoShadowDatabaseIsLeft(FaultProject project, String where) {
        String left = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            left = project.folder().run("shadow", "list", "--json").output();
            if (left.contains("\"shadowDatabases\":[]")) {
                return;
            }
            pause();
            project.folder().run("migrate", "dev", "--no-cache");
        }
        assertThat(left).as(where).contains("\"shadowDatabases\":[]");
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
