package dev.gnomon.schema.format;

import dev.gnomon.schema.syntax.BlankLines;
import dev.gnomon.schema.syntax.Block;
import dev.gnomon.schema.syntax.Comment;
import dev.gnomon.schema.syntax.InvalidText;
import dev.gnomon.schema.syntax.SchemaDocument;
import dev.gnomon.schema.syntax.TopLevelEntry;
import java.util.List;

/** Lays out a file: its blocks with one blank line between, comments where they stand. */
final class FileLayout {

    private final SchemaDocument document;
    private final StringBuilder output = new StringBuilder();

    FileLayout(SchemaDocument document) {
        this.document = document;
    }

    String layOut() {
        List<TopLevelEntry> entries = document.trees().getFirst().entries();
        for (int index = 0; index < entries.size(); index++) {
            switch (entries.get(index)) {
                case Block block -> new BlockLayout(document, output).layOut(block);
                case Comment comment -> {
                    TextTable table = new TextTable();
                    CommentLayout.addTo(table, comment, document);
                    table.flush(output, false);
                }
                case BlankLines blank -> {
                    if (index > 0 && index < entries.size() - 1) {
                        output.append('\n');
                    }
                }
                case InvalidText invalid ->
                    output.append(document.text(invalid.span()).stripTrailing()).append('\n');
            }
        }
        return output.isEmpty() ? "\n" : output.toString();
    }
}
