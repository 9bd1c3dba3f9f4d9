package dev.gnomon.schema.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Rows of text whose columns are aligned. */
final class TextTable {

    private static final String INDENT = "  ";

    private final List<Row> rows = new ArrayList<>();

    /**
     * A row.
     *
     * @param columns aligned with those of the other rows
     * @param suffix  behind the last column, without influence on the others
     */
    private record Row(List<String> columns, String suffix) {

        int width(int column) {
            // The recorded engine counts bytes, so that columns behind other letters than ASCII's stand further left.
            return columns.get(column).getBytes(StandardCharsets.UTF_8).length;
        }
    }

    void row(List<String> columns, String suffix) {
        List<String> filled = new ArrayList<>(columns);
        while (!filled.isEmpty() && filled.getLast().isEmpty()) {
            filled.removeLast();
        }
        rows.add(new Row(filled, suffix));
    }

    void line(String text) {
        row(List.of(), text);
    }

    void blank() {
        line("");
    }

    /** Append the rows to a text, each on a line of its own, and forget them. */
    void flush(StringBuilder output, boolean indented) {
        List<Integer> widths = new ArrayList<>();
        for (Row row : rows) {
            for (int column = 0; column < row.columns().size(); column++) {
                if (column == widths.size()) {
                    widths.add(0);
                }
                widths.set(column, Math.max(widths.get(column), row.width(column)));
            }
        }
        for (Row row : rows) {
            StringBuilder line = new StringBuilder();
            int last = row.columns().size() - 1;
            for (int column = 0; column <= last; column++) {
                line.append(row.columns().get(column));
                if (column < last) {
                    line.append(" ".repeat(widths.get(column) - row.width(column) + 1));
                }
            }
            if (!row.suffix().isEmpty()) {
                line.append(line.isEmpty() ? "" : " ").append(row.suffix());
            }
            if (!line.isEmpty()) {
                output.append(indented ? INDENT : "").append(line);
            }
            output.append('\n');
        }
        rows.clear();
    }
}
