package dev.gnomon.schema.syntax;

import java.util.ArrayList;
import java.util.List;

/** Shows diagnostics with the lines they are about. */
public final class DiagnosticPrinter {

    private static final String BLUE = "\u001B[1;94m";
    private static final String BOLD = "\u001B[1m";
    private static final String UNDERLINE = "\u001B[4m";
    private static final String PLAIN = "\u001B[0m";

    private final List<SchemaFile> files;
    private final boolean colours;
    private final List<List<String>> lines = new ArrayList<>();
    private final List<int[]> lineStarts = new ArrayList<>();

    /**
     * Make a printer.
     *
     * @param files   of the schema that the diagnostics are about
     * @param colours whether to use the terminal's escape sequences
     */
    public DiagnosticPrinter(List<SchemaFile> files, boolean colours) {
        this.files = List.copyOf(files);
        this.colours = colours;
        for (SchemaFile file : files) {
            List<String> ofFile = List.of(file.text().split("\n", -1));
            int[] starts = new int[ofFile.size()];
            for (int line = 1; line < starts.length; line++) {
                starts[line] = starts[line - 1] + ofFile.get(line - 1).length() + 1;
            }
            lines.add(ofFile);
            lineStarts.add(starts);
        }
    }

    /**
     * A place as people name it.
     *
     * @param path   the file's
     * @param line   from 1
     * @param column from 1, in characters
     */
    public record Position(String path, int line, int column) {}

    /** Find where a span begins. */
    public Position position(Span span) {
        int line = lineOf(span.file(), span.from());
        int lineStart = lineStarts.get(span.file())[line];
        String text = files.get(span.file()).text();
        return new Position(files.get(span.file()).path(), line + 1, text.codePointCount(lineStart, span.from()) + 1);
    }

    /** Show all of them, one behind the other. */
    public String print(List<Diagnostic> diagnostics) {
        StringBuilder output = new StringBuilder();
        for (Diagnostic diagnostic : diagnostics) {
            print(diagnostic, output);
        }
        return output.toString();
    }

    /** Show one: what is wrong, in which file and line, and these lines with the one before. */
    public String print(Diagnostic diagnostic) {
        StringBuilder output = new StringBuilder();
        print(diagnostic, output);
        return output.toString();
    }

    private void print(Diagnostic diagnostic, StringBuilder output) {
        Span span = diagnostic.span();
        int first = lineOf(span.file(), span.from());
        int last = lineOf(span.file(), span.to());
        List<String> ofFile = lines.get(span.file());
        output.append(styled(
                        wordStyle(diagnostic.severity()), diagnostic.severity().word()))
                .append(": ")
                .append(styled(BOLD, diagnostic.message()))
                .append('\n');
        output.append("  ")
                .append(styled(BLUE, "-->"))
                .append("  ")
                .append(styled(UNDERLINE, files.get(span.file()).path() + ":" + (first + 1)))
                .append('\n');
        output.append(styled(BLUE, "   | ")).append('\n');
        if (first > 0) {
            appendLine(output, first, ofFile.get(first - 1));
        } else {
            output.append(styled(BLUE, "   | ")).append('\n');
        }
        String line = ofFile.get(first);
        int start = span.from() - lineStarts.get(span.file())[first];
        int end = Math.min(line.length(), start + span.to() - span.from());
        appendLine(
                output,
                first + 1,
                line.substring(0, start)
                        + (end > start ? styled(wordStyle(diagnostic.severity()), line.substring(start, end)) : "")
                        + line.substring(end));
        if (end <= start) {
            output.append(styled(BLUE, "   | "))
                    .append(" ".repeat(start))
                    .append(styled(wordStyle(diagnostic.severity()), "^ Unexpected token."))
                    .append('\n');
        }
        for (int next = first + 1; next <= last; next++) {
            appendLine(output, next + 1, ofFile.get(next));
        }
        output.append(styled(BLUE, "   | ")).append('\n');
    }

    private void appendLine(StringBuilder output, int number, String line) {
        String digits = number < 10 ? " " + number : Integer.toString(number);
        output.append(styled(BLUE, digits + " | ")).append(line).append('\n');
    }

    private int lineOf(int file, int offset) {
        int[] starts = lineStarts.get(file);
        int found = java.util.Arrays.binarySearch(starts, offset);
        return found >= 0 ? found : -found - 2;
    }

    private String styled(String style, String text) {
        return colours ? style + text + PLAIN : text;
    }

    private static String wordStyle(Severity severity) {
        return switch (severity) {
            case ERROR -> "\u001B[1;91m";
            case WARNING -> "\u001B[1;93m";
        };
    }
}
