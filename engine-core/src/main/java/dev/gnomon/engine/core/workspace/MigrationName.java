package dev.gnomon.engine.core.workspace;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.MigrationHistory;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Names of migrations, as Prisma's command line and engine make them. */
public final class MigrationName {

    private static final int LONGEST = 200;

    private static final int TIME_DIGITS = 14;

    /** Behind this one no name of 14 digits would follow. */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /** What decomposition does not turn into ASCII, and where a language writes two letters. */
    private static final Map<String, String> TRANSLITERATIONS = Map.ofEntries(
            Map.entry("&", " and "),
            Map.entry("ß", "ss"),
            Map.entry("ẞ", "Ss"),
            Map.entry("ä", "ae"),
            Map.entry("Ä", "Ae"),
            Map.entry("ö", "oe"),
            Map.entry("Ö", "Oe"),
            Map.entry("ü", "ue"),
            Map.entry("Ü", "Ue"),
            Map.entry("æ", "ae"),
            Map.entry("Æ", "AE"),
            Map.entry("œ", "oe"),
            Map.entry("Œ", "OE"),
            Map.entry("ø", "o"),
            Map.entry("Ø", "O"),
            Map.entry("ł", "l"),
            Map.entry("Ł", "L"),
            Map.entry("đ", "d"),
            Map.entry("Đ", "D"),
            Map.entry("ð", "d"),
            Map.entry("Ð", "D"),
            Map.entry("þ", "th"),
            Map.entry("Þ", "TH"),
            Map.entry("ı", "i"));

    private MigrationName() {}

    /**
     * Make a name fit for a folder: ASCII letters and digits in lower case, words joined by {@code _}, at most 200
     * characters; empty if nothing of it is left.
     */
    public static String slug(String name) {
        String words = separateWords(transliterate(name)).toLowerCase(Locale.ROOT);
        String joined = words.replaceAll("([a-z\\d]+)'([ts])(\\s|$)", "$1$2$3").replaceAll("[^a-z\\d]+", "_");
        String trimmed = joined.replaceAll("^_|_$", "");
        return trimmed.substring(0, Math.min(trimmed.length(), LONGEST));
    }

    /**
     * Make sure that a name that is fit for a folder already is not too long for one.
     *
     * @throws GnomonException {@code P3010} if it is
     */
    public static void requireShort(String slug) {
        if (slug.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw new GnomonException(
                    EngineErrorCode.MIGRATION_NAME_TOO_LONG,
                    "The name of the migration is too long. It must not be longer than 200 characters (bytes).",
                    "Choose a shorter name.");
        }
    }

    /** Put the time in front of a slug: the name of a migration's folder, in UTC to the second. */
    public static String withTimestamp(Instant now, String slug) {
        String timestamp = timeFormat().format(now.atOffset(ZoneOffset.UTC));
        return slug.isEmpty() ? timestamp : timestamp + "_" + slug;
    }

    /**
     * The same, but never in front of a migration that there is: the order of the names is the order in which migrations
     * are applied, and the clock that named the last one may have been ahead of this one.
     */
    public static String behind(MigrationHistory history, Instant now, String slug) {
        Instant free = history.migrations().stream()
                .map(Migration::id)
                .flatMap(id -> timeOf(id).stream())
                .max(Comparator.naturalOrder())
                .filter(now::isBefore)
                .orElse(now);
        String name = withTimestamp(free, slug);
        boolean overtaken = history.migrations().stream()
                .map(Migration::id)
                .anyMatch(id -> id.startsWith(withTimestamp(free, "")) && id.compareTo(name) >= 0);
        return overtaken ? withTimestamp(free.plusSeconds(1), slug) : name;
    }

    /** When a migration was made by its name; empty if that does not begin with a time of four-digit years. */
    private static Optional<Instant> timeOf(String id) {
        if (id.length() < TIME_DIGITS || id.length() > TIME_DIGITS && id.charAt(TIME_DIGITS) != '_') {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.parse(id.substring(0, TIME_DIGITS), timeFormat())
                            .toInstant(ZoneOffset.UTC))
                    .filter(LAST::isAfter);
        } catch (DateTimeParseException other) {
            return Optional.empty();
        }
    }

    private static DateTimeFormatter timeFormat() {
        return DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    private static String transliterate(String name) {
        StringBuilder ascii = new StringBuilder(name.length());
        Normalizer.normalize(name, Normalizer.Form.NFC).codePoints().forEach(codePoint -> {
            String character = Character.toString(codePoint);
            String replacement = TRANSLITERATIONS.get(character);
            ascii.append(replacement == null ? Normalizer.normalize(character, Normalizer.Form.NFD) : replacement);
        });
        return ascii.toString().replaceAll("\\p{M}+", "");
    }

    /** Break {@code camelCase} and {@code ABBREVIATIONSFollowedByWords}, but not the plural {@code APIs}. */
    private static String separateWords(String name) {
        return name.replaceAll("([A-Z]{2,})(\\d+)", "$1 $2")
                .replaceAll("([a-z\\d]+)([A-Z]{2,})", "$1 $2")
                .replaceAll("([a-z\\d]+)([A-Z])", "$1 $2")
                .replaceAll("([A-Z]+)([A-Z][a-rt-z\\d]+)", "$1 $2");
    }
}
