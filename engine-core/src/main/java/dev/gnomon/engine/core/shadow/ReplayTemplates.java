package dev.gnomon.engine.core.shadow;

import dev.gnomon.engine.core.cache.KeptReplays;
import dev.gnomon.engine.dialect.ShadowTemplates.Template;
import dev.gnomon.engine.migration.Migration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Tells which templates a history may start from, by their labels: the place whose history it is, how many migrations were
 * replayed, and the key of their result.
 *
 * @param unchanged whether the conditions are still those that the key tells of
 */
record ReplayTemplates(KeptReplays kept, BooleanSupplier unchanged) {

    private static final int PLACE_DIGITS = 16;

    /**
     * A template that holds the first migrations of a history.
     *
     * @param migrations how many
     */
    record Base(Template template, int migrations) {}

    /** The one among these that holds the most of a history. */
    Optional<Base> best(List<Template> found, List<Migration> history) {
        Optional<Base> best = Optional.empty();
        for (Template template : found) {
            Optional<Base> base =
                    length(template).filter(most -> most <= history.size()).map(most -> new Base(template, most));
            if (base.isPresent()
                    && base.get().migrations() > best.map(Base::migrations).orElse(0)
                    && label(history.subList(0, base.get().migrations()))
                            .filter(template.label()::equals)
                            .isPresent()) {
                best = base;
            }
        }
        return best;
    }

    /** What to label the result of a replay with; empty where it might not be the same another time. */
    Optional<String> labelToKeep(List<Migration> migrations) {
        return migrations.isEmpty() || !kept.isRepeatable(migrations) || !unchanged.getAsBoolean()
                ? Optional.empty()
                : label(migrations);
    }

    /** Whether a template was left by a replay at the same place, whatever was replayed. */
    boolean isOfThisPlace(Template template) {
        return template.label().startsWith(place());
    }

    private Optional<String> label(List<Migration> migrations) {
        return kept.key(migrations).map(key -> place() + migrations.size() + " " + key);
    }

    private String place() {
        return kept.place().substring(0, PLACE_DIGITS) + " ";
    }

    private Optional<Integer> length(Template template) {
        if (!isOfThisPlace(template)) {
            return Optional.empty();
        }
        String rest = template.label().substring(PLACE_DIGITS + 1);
        int end = rest.indexOf(' ');
        try {
            return end < 0 ? Optional.empty() : Optional.of(Integer.parseInt(rest.substring(0, end)));
        } catch (NumberFormatException foreign) {
            return Optional.empty();
        }
    }
}
