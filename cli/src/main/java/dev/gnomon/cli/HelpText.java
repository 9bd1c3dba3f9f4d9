package dev.gnomon.cli;

import java.util.Map;

/** Words the help of the program and of its commands. */
final class HelpText {

    private static final int OPTION_WIDTH = 30;

    private HelpText() {}

    /** The help of one command. */
    static String of(CommandDescription command) {
        StringBuilder text = new StringBuilder();
        text.append('\n')
                .append(command.summary())
                .append("\n\nUsage\n\n  $ gnomon ")
                .append(command.name());
        text.append(" [options]");
        if (!command.operands().isEmpty()) {
            text.append(' ').append(command.operands());
        }
        text.append("\n\nOptions\n\n");
        for (Option option : command.options()) {
            if (!option.help().isEmpty()) {
                text.append(line(option)).append('\n');
            }
        }
        if (!command.examples().isEmpty()) {
            text.append("\nExamples\n");
            for (String example : command.examples()) {
                text.append("\n  $ gnomon ").append(example).append('\n');
            }
        }
        return text.toString();
    }

    private static String line(Option option) {
        String names = (option.shortName().isEmpty() ? "    " : "-" + option.shortName() + ", ")
                + "--" + option.name()
                + (option.takesValue() ? " " + option.valueName() : "");
        String padding = " ".repeat(Math.max(1, OPTION_WIDTH - names.length()));
        return "  " + names + padding + option.help();
    }

    /** The overview of a group of commands, or of all. */
    static String overview(String heading, Map<String, String> summaries) {
        StringBuilder text =
                new StringBuilder("\n" + heading + "\n\nUsage\n\n  $ gnomon [command] [options]\n\nCommands\n\n");
        summaries.forEach((name, summary) -> text.append("  ")
                .append(name)
                .append(" ".repeat(Math.max(1, 18 - name.length())))
                .append(summary)
                .append('\n'));
        return text.append("\nRun `gnomon [command] --help` for a command's options.\n")
                .toString();
    }
}
