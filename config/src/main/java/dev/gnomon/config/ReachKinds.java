package dev.gnomon.config;

import dev.gnomon.engine.dialect.ReachKind;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the user lets the scripts of a replay reach outside of the shadow database, as a variable says it. */
public final class ReachKinds {

    /** The variable, before {@code shadow.allow} in {@code gnomon.toml}. */
    public static final String VARIABLE = "GNOMON_SHADOW_ALLOW";

    private ReachKinds() {}

    /**
     * Read words with commas between them.
     *
     * @throws GnomonException {@code GN-1002} if a word is none of them
     */
    public static Set<ReachKind> parse(String words) {
        Set<ReachKind> kinds = EnumSet.noneOf(ReachKind.class);
        for (String word : words.split(",")) {
            Optional<ReachKind> kind = ReachKind.of(word.strip());
            if (kind.isEmpty()) {
                throw new GnomonException(
                        EngineErrorCode.SETTINGS_INVALID,
                        "The variable " + VARIABLE + " has `" + word.strip().replaceAll("\\p{Cntrl}", "?")
                                + "`, which is nothing that can be allowed.",
                        choices());
            }
            kinds.add(kind.get());
        }
        return kinds;
    }

    static String choices() {
        return "Choose from: "
                + Arrays.stream(ReachKind.values()).map(ReachKind::word).collect(Collectors.joining(", ")) + ".";
    }
}
