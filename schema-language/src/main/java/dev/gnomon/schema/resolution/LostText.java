package dev.gnomon.schema.resolution;

import dev.gnomon.schema.syntax.Block;
import dev.gnomon.schema.syntax.BlockEntry;
import dev.gnomon.schema.syntax.InvalidText;
import dev.gnomon.schema.syntax.SchemaDocument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The words of lines and blocks that could not be read. What one of them may have been is not called unknown
 * elsewhere: the broken place is told, and that is the mistake.
 */
public final class LostText {

    private final boolean outsideOfBlocks;
    private final Set<String> types = new HashSet<>();
    private final IdentityHashMap<Block, Set<String>> words = new IdentityHashMap<>();

    private LostText(SchemaDocument document) {
        List<InvalidText> lines = document.trees().stream()
                .flatMap(tree -> tree.entries().stream())
                .filter(InvalidText.class::isInstance)
                .map(InvalidText.class::cast)
                .toList();
        this.outsideOfBlocks = !lines.isEmpty();
        for (InvalidText line : lines) {
            addNameOfBlock(line.text());
        }
    }

    static LostText of(SchemaDocument document) {
        LostText lost = new LostText(document);
        for (Block block : document.blocks()) {
            for (BlockEntry entry : block.entries()) {
                if (entry instanceof InvalidText line) {
                    lost.words.computeIfAbsent(block, some -> new HashSet<>()).addAll(words(line.text()));
                    if (line.text().stripTrailing().endsWith("{")) {
                        lost.addNameOfBlock(line.text());
                    }
                }
            }
        }
        return lost;
    }

    /** A block's name is the second word, behind what should have been a keyword. */
    private void addNameOfBlock(String text) {
        List<String> words = words(text.lines().findFirst().orElse(""));
        if (words.size() > 1) {
            types.add(words.get(1));
        }
    }

    /** Take a text to words: letters, digits, hyphens and underscores. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int from = 0;
        for (int at = 0; at <= text.length(); at++) {
            boolean inWord = at < text.length()
                    && (Character.isLetterOrDigit(text.charAt(at))
                            || text.charAt(at) == '_'
                            || text.charAt(at) == '-'
                            || Character.isSurrogate(text.charAt(at)));
            if (!inWord) {
                if (at > from) {
                    words.add(text.substring(from, at));
                }
                from = at + 1;
            }
        }
        return words;
    }

    /** Tell whether lines outside of all blocks were lost, and so perhaps whole blocks. */
    public boolean isOutsideOfBlocks() {
        return outsideOfBlocks;
    }

    /** Tell whether a block may have been lost that had this name. */
    boolean mayDefine(String type) {
        return types.contains(type);
    }

    /** Tell whether a block lost a line with this word in it. */
    boolean mayHold(Block block, String word) {
        return words.getOrDefault(block, Set.of()).contains(word);
    }
}
