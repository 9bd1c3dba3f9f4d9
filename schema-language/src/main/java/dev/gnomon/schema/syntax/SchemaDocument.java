package dev.gnomon.schema.syntax;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A schema of one or more files as a tree.
 *
 * @param files in the order in which they count
 * @param trees one a file, in the same order
 */
public record SchemaDocument(List<SchemaFile> files, List<FileTree> trees) {

    /**
     * The content of one file.
     *
     * @param entries blocks, comments and blank lines in the order of the text
     */
    public record FileTree(List<TopLevelEntry> entries) {
        public FileTree {
            entries = List.copyOf(entries);
        }
    }

    public SchemaDocument {
        files = List.copyOf(files);
        trees = List.copyOf(trees);
    }

    /** Give the blocks of all files in order. */
    public List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (FileTree tree : trees) {
            blocks.addAll(Pieces.of(Block.class, tree.entries()));
        }
        return Collections.unmodifiableList(blocks);
    }

    /** Give the text of a piece. */
    public String text(Span span) {
        return files.get(span.file()).text().substring(span.from(), span.to());
    }
}
