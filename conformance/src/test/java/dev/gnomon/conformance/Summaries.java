package dev.gnomon.conformance;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Makes summaries comparable: takes out what the recorded engine says in its own notation only. */
final class Summaries {

    private static final String ALTERED = "[*] Altered column `";
    private static final String RECREATED = "would be dropped and recreated (";

    private Summaries() {}

    static String comparable(String summary) {
        return Arrays.stream(summary.split("\n", -1))
                .filter(line -> !line.equals(")"))
                .map(line -> line.startsWith("`") ? line.substring(1) : line)
                .map(Summaries::withoutParentheses)
                .collect(Collectors.joining("\n"))
                .strip();
    }

    private static String withoutParentheses(String line) {
        boolean described = line.strip().startsWith(ALTERED) || line.contains(RECREATED);
        int start = line.indexOf("` (") > 0 ? line.indexOf("` (") + 1 : line.indexOf("recreated (") + 9;
        return described ? line.substring(0, start) : line;
    }
}
