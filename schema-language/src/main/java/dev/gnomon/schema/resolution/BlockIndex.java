package dev.gnomon.schema.resolution;

import dev.gnomon.schema.syntax.Block;
import dev.gnomon.schema.syntax.ConfigBlock;
import dev.gnomon.schema.syntax.EnumBlock;
import dev.gnomon.schema.syntax.ModelBlock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The blocks that a field's type can name. Of blocks with one name the first counts. */
final class BlockIndex {

    private final Map<String, ModelBlock> models = new HashMap<>();
    private final Map<String, EnumBlock> enums = new HashMap<>();

    BlockIndex(List<Block> blocks) {
        for (Block block : blocks) {
            switch (block) {
                case ModelBlock model -> models.putIfAbsent(model.name().name(), model);
                case EnumBlock definition -> enums.putIfAbsent(definition.name().name(), definition);
                case ConfigBlock config -> {}
            }
        }
    }

    boolean isModel(String name) {
        ModelBlock model = models.get(name);
        return model != null && model.kind() != ModelBlock.Kind.TYPE;
    }

    boolean isCompositeType(String name) {
        ModelBlock model = models.get(name);
        return model != null && model.kind() == ModelBlock.Kind.TYPE;
    }

    /** Find the type whose name is this one but for upper case. */
    Optional<String> nameInLowerCase(String name) {
        return Stream.concat(models.keySet().stream(), enums.keySet().stream())
                .filter(other -> other.toLowerCase(Locale.ROOT).equals(name))
                .min(Comparator.naturalOrder());
    }

    boolean isEnum(String name) {
        return enums.containsKey(name);
    }

    Optional<EnumBlock> enumBlock(String name) {
        return Optional.ofNullable(enums.get(name));
    }
}
