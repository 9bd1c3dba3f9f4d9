package dev.gnomon.schema.resolution;

import dev.gnomon.schema.syntax.ConfigBlock;
import java.util.List;

/**
 * A generator block.
 *
 * @param name            the block's name
 * @param previewFeatures known ones, in order; renamed ones under their new name
 * @param syntax          the block, with the settings of others
 */
public record ResolvedGenerator(String name, List<String> previewFeatures, ConfigBlock syntax) {

    public ResolvedGenerator {
        previewFeatures = List.copyOf(previewFeatures);
    }
}
