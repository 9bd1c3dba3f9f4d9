package dev.gnomon.cli;

import java.io.PrintStream;

/** Writes text for people, and payload for programs. */
final class Output {

    private final Surroundings surroundings;
    private final boolean quiet;
    private boolean progressShown;

    /**
     * @param quiet write no text for people: the answer is a JSON object
     */
    Output(Surroundings surroundings, boolean quiet) {
        this.surroundings = surroundings;
        this.quiet = quiet;
    }

    /** Write a line of text to standard output. */
    void line(String text) {
        if (!quiet) {
            write(surroundings.output(), text + "\n", surroundings.outputColours());
        }
    }

    void line() {
        line("");
    }

    /** Write a line of text to standard error. */
    void errorLine(String text) {
        if (!quiet) {
            write(surroundings.error(), text + "\n", surroundings.errorColours());
        }
    }

    /**
     * Show what is going on, in a line of standard error that the next text replaces; only on a terminal.
     *
     * @param text empty to take the line away
     */
    void progress(String text) {
        if (quiet || !surroundings.errorTerminal() || (text.isEmpty() && !progressShown)) {
            return;
        }
        progressShown = !text.isEmpty();
        surroundings.error().print("\r\u001B[K" + ControlCharacters.tame(text, false));
        surroundings.error().flush();
    }

    /** Write a failure to standard error, whatever the form of the answer. */
    void failure(String text) {
        write(surroundings.error(), text + "\n", surroundings.errorColours());
    }

    /** Write a question, without a line break. */
    void prompt(String question) {
        write(surroundings.output(), question, surroundings.outputColours());
    }

    /**
     * Write what the command was asked for to standard output, exactly as it is unless a terminal would
     * interpret it.
     */
    void payload(String text) {
        if (quiet) {
            return;
        }
        write(
                surroundings.output(),
                surroundings.outputTerminal() ? ControlCharacters.tame(text, false) : text,
                true,
                false);
    }

    /** Write a JSON document to standard output. */
    void document(String json) {
        write(surroundings.output(), json + "\n", true, false);
    }

    private static void write(PrintStream stream, String text, boolean colours) {
        write(stream, text, colours, true);
    }

    private static void write(PrintStream stream, String text, boolean colours, boolean tame) {
        stream.print(tame ? ControlCharacters.tame(text, colours) : text);
        stream.flush();
    }

    private String styled(String code, String text) {
        return "\u001B[" + code + "m" + text + "\u001B[0m";
    }

    /** Secondary text. Colours vanish by themselves where the stream shows none. */
    String dim(String text) {
        return styled("2", text);
    }

    String green(String text) {
        return styled("32", text);
    }

    String yellow(String text) {
        return styled("33", text);
    }

    String red(String text) {
        return styled("31", text);
    }

    String boldRed(String text) {
        return styled("1;31", text);
    }

    String bold(String text) {
        return styled("1", text);
    }
}
