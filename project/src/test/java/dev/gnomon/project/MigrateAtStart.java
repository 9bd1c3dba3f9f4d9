package dev.gnomon.project;

import dev.gnomon.engine.core.MigrateDevOutcome;
import java.nio.file.Path;
import java.util.List;

/** The program that the README shows. */
final class MigrateAtStart {

    private MigrateAtStart() {}

    static String run(Path folder, String url) {
        // begin of the README's program
        try (Gnomon gnomon = Gnomon.in(folder).url(url).open()) {
            MigrateDevOutcome outcome = gnomon.dev("add users", losses -> false);
            return switch (outcome) {
                case MigrateDevOutcome.Created created ->
                    "created " + created.migration().id();
                case MigrateDevOutcome.UpToDate upToDate -> "nothing to do";
                case MigrateDevOutcome.ResetNeeded needed ->
                    "needs a reset: " + needed.diagnosis().reason();
                case MigrateDevOutcome.Declined declined ->
                    "would lose data: " + declined.report().warnings();
                case MigrateDevOutcome.Unexecutable stuck ->
                    "cannot run: " + stuck.report().unexecutable();
                case MigrateDevOutcome.Drafted drafted -> "written to " + drafted.file();
                case MigrateDevOutcome.Unsettled unsettled ->
                    "cannot be reached: " + unsettled.remainder().summary();
            };
        }
        // end of the README's program
    }

    static List<String> deploy(Path folder, String url) {
        try (Gnomon gnomon = Gnomon.in(folder).url(url).open()) {
            return gnomon.deploy();
        }
    }
}
