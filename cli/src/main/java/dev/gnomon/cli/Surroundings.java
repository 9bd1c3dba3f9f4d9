package dev.gnomon.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the program finds around it, so that a test can put another one there.
 *
 * @param input          standard input
 * @param output         standard output
 * @param error          standard error
 * @param inputTerminal  somebody sits at standard input
 * @param outputTerminal somebody reads standard output as it comes
 */
record Surroundings(
        Path workingDirectory,
        Map<String, String> environment,
        InputStream input,
        PrintStream output,
        PrintStream error,
        boolean inputTerminal,
        boolean outputTerminal,
        boolean errorTerminal) {

    /** The variables by which build services say that nobody is watching. */
    private static final String[] BUILD_SERVICES = {
        "CI", "CONTINUOUS_INTEGRATION", "BUILD_NUMBER", "RUN_ID", "GITHUB_ACTIONS", "GITLAB_CI", "CIRCLECI", "TRAVIS",
        "BUILDKITE", "JENKINS_URL", "BUILD_ID", "TEAMCITY_VERSION", "TF_BUILD", "CODEBUILD_BUILD_ID", "DRONE",
                "NETLIFY",
        "RENDER", "NOW_BUILDER", "BITBUCKET_COMMIT", "APPVEYOR", "HARNESS_BUILD_ID"
    };

    private String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    private boolean inBuildService() {
        for (String name : BUILD_SERVICES) {
            if (!variable(name).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Whether a question would reach somebody. */
    boolean canPrompt() {
        return inputTerminal && !variable("TERM").equals("dumb") && !inBuildService();
    }

    /** Whether colours may be used on a stream. */
    private boolean colours(boolean terminal) {
        if (!variable("FORCE_COLOR").isEmpty() && !variable("FORCE_COLOR").equals("0")) {
            return true;
        }
        return terminal && variable("NO_COLOR").isEmpty() && !variable("TERM").equals("dumb");
    }

    boolean outputColours() {
        return colours(outputTerminal);
    }

    boolean errorColours() {
        return colours(errorTerminal);
    }
}
