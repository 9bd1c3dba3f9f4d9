package dev.gnomon.schema.resolution;

import dev.gnomon.schema.syntax.Block;
import dev.gnomon.schema.syntax.BlockAttribute;
import dev.gnomon.schema.syntax.BlockEntry;
import dev.gnomon.schema.syntax.ConfigBlock;
import dev.gnomon.schema.syntax.Diagnostic;
import dev.gnomon.schema.syntax.SchemaDocument;
import dev.gnomon.schema.syntax.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which parts of a schema the errors speak of that were found while it was read. The rules leave those parts
 * alone, since what would be said of them may only follow from such an error, and check all others.
 */
public final class Flaws {

    /** Written out: comparators of the library's making are made anew in each process, and take their time. */
    private static final Comparator<Span> IN_ORDER = (one, other) -> one.file() == other.file()
            ? Integer.compare(one.from(), other.from())
            : Integer.compare(one.file(), other.file());

    private final List<Block> blocks;

    /** Models, views and enums about which there is an error. */
    private final Set<String> names = new HashSet<>();

    /** Of those, the ones in which no line alone is to blame. */
    private final Set<Block> asAWhole = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Set<BlockEntry> lines = Collections.newSetFromMap(new IdentityHashMap<>());

    /** The fields that block attributes name in which something is wrong. */
    private final Map<String, Set<String>> namedFields = new HashMap<>();

    private boolean inDatasource;
    private boolean inGenerator;

    private Flaws(List<Block> blocks) {
        this.blocks = new ArrayList<>(blocks);
        this.blocks.sort((one, other) -> IN_ORDER.compare(one.span(), other.span()));
    }

    /**
     * Sort errors by the blocks in which they are.
     *
     * @param incomplete models with fields whose type may be a block that was not read
     * @param lost       what was not read at all
     */
    static Flaws of(SchemaDocument document, List<Diagnostic> errors, Set<String> incomplete, LostText lost) {
        List<Block> blocks = document.blocks();
        Flaws flaws = new Flaws(blocks);
        for (Diagnostic error : errors) {
            flaws.add(error.span(), document);
        }
        flaws.names.addAll(incomplete);
        flaws.inDatasource |= lost.isOutsideOfBlocks() && isMissing(blocks, ConfigBlock.Kind.DATASOURCE);
        flaws.inGenerator |= lost.isOutsideOfBlocks() && isMissing(blocks, ConfigBlock.Kind.GENERATOR);
        return flaws;
    }

    private void add(Span error, SchemaDocument document) {
        Block block = blockAround(error);
        if (block == null || addConfiguration(block)) {
            return;
        }
        names.add(block.name().name());
        BlockEntry line = lineAround(error, block);
        if (line == null) {
            asAWhole.add(block);
        } else if (lines.add(line) && line instanceof BlockAttribute attribute) {
            namedFields
                    .computeIfAbsent(block.name().name(), some -> new HashSet<>())
                    .addAll(LostText.words(document.text(attribute.span())));
        }
    }

    private boolean addConfiguration(Block block) {
        if (!(block instanceof ConfigBlock config)) {
            return false;
        }
        switch (config.kind()) {
            case DATASOURCE -> inDatasource = true;
            case GENERATOR -> inGenerator = true;
        }
        return true;
    }

    private static boolean isMissing(List<Block> blocks, ConfigBlock.Kind kind) {
        return blocks.stream().noneMatch(block -> block instanceof ConfigBlock config && config.kind() == kind);
    }

    private @Nullable Block blockAround(Span place) {
        return around(place, blocks, Block::span);
    }

    private static @Nullable BlockEntry lineAround(Span place, Block block) {
        return around(place, block.entries(), BlockEntry::span);
    }

    /** Find the piece in which a place begins; the pieces are in order. */
    private static <T> @Nullable T around(Span place, List<T> pieces, Function<T, Span> spans) {
        int low = 0;
        int high = pieces.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (IN_ORDER.compare(spans.apply(pieces.get(middle)), place) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == 0) {
            return null;
        }
        T before = pieces.get(low - 1);
        Span span = spans.apply(before);
        return span.file() == place.file() && place.from() < span.to() ? before : null;
    }

    /** Name the block in which a place is; empty outside of all blocks. */
    public Optional<String> blockName(Span place) {
        return Optional.ofNullable(blockAround(place)).map(block -> block.name().name());
    }

    /** Tell whether a model, view or enum was read without an error. */
    public boolean isSound(String type) {
        return !names.contains(type);
    }

    /** Tell whether a field was read without an error, and so was everything of its model that names it. */
    public boolean isSound(ResolvedModel model, ResolvedField field) {
        return !asAWhole.contains(model.syntax())
                && !lines.contains(field.syntax())
                && !namedFields.getOrDefault(model.name(), Set.of()).contains(field.name());
    }

    /** Tell whether the line that holds a place was read without an error. */
    public boolean isSound(Span place) {
        Block block = blockAround(place);
        if (block == null) {
            return true;
        }
        BlockEntry line = lineAround(place, block);
        return !asAWhole.contains(block) && (line == null || !lines.contains(line));
    }

    /** Tell whether all settings of the datasource are known. */
    public boolean knowsDatasource() {
        return !inDatasource;
    }

    /** Tell whether all preview features are known. */
    public boolean knowsPreviewFeatures() {
        return !inGenerator;
    }
}
