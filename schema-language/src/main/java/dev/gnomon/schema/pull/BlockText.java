package dev.gnomon.schema.pull;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The text of a block whose lines stand in columns. */
final class BlockText {

    private sealed interface Line {}

    /** A line whose cells are aligned with those of the others. */
    private record Row(List<String> cells) implements Line {}

    /** A line that stands as it is. */
    private record Plain(String text) implements Line {}

    private final List<Line> lines = new ArrayList<>();

    void row(String... cells) {
        lines.add(new Row(List.of(cells)));
    }

    void plain(String text) {
        lines.add(new Plain(text));
    }

    void documentation(String text) {
        text.lines().forEach(line -> plain("/// " + line));
    }

    /** Take away the lines behind the last row: they belong to what follows. */
    BlockText splitTrailingComments() {
        BlockText trailing = new BlockText();
        while (!lines.isEmpty() && lines.getLast() instanceof Plain) {
            trailing.lines.addFirst(lines.removeLast());
        }
        return trailing;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    void appendTo(StringBuilder text, String indent) {
        List<Integer> widths = widths();
        for (Line line : lines) {
            String content = switch (line) {
                case Row row -> aligned(row, widths);
                case Plain plain -> plain.text();
            };
            text.append(content.isEmpty() ? "" : indent).append(content).append('\n');
        }
    }

    private List<Integer> widths() {
        List<Integer> widths = new ArrayList<>();
        for (Line line : lines) {
            if (line instanceof Row row) {
                for (int i = 0; i < row.cells().size(); i++) {
                    int width = width(row.cells().get(i));
                    if (i == widths.size()) {
                        widths.add(width);
                    } else {
                        widths.set(i, Math.max(widths.get(i), width));
                    }
                }
            }
        }
        return widths;
    }

    private static String aligned(Row row, List<Integer> widths) {
        StringBuilder text = new StringBuilder();
        int pending = 0;
        for (int i = 0; i < row.cells().size(); i++) {
            String cell = row.cells().get(i);
            if (cell.isEmpty()) {
                pending += widths.get(i) + 1;
                continue;
            }
            text.append(" ".repeat(pending)).append(cell);
            pending = widths.get(i) - width(cell) + 1;
        }
        return text.toString();
    }

    private static int width(String cell) {
        // As the formatter does, which counts as the recorded engine.
        return cell.getBytes(StandardCharsets.UTF_8).length;
    }
}
