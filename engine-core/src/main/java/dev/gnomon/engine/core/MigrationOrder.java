package dev.gnomon.engine.core;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.Locale;

/**
 * The order in which migrations apply: by name as a person sorts, like the {@code localeCompare} of Prisma's command
 * line. Punctuation comes before digits and digits before letters; case decides only between names that are else equal.
 */
final class MigrationOrder {

    static final Comparator<String> BY_NAME = Comparator.comparing(MigrationOrder::primaryKey)
            .thenComparing(MigrationOrder::caseKey)
            .thenComparing(Comparator.naturalOrder());

    private static final String PUNCTUATION = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";

    private MigrationOrder() {}

    private static String primaryKey(String name) {
        String decomposed = isAscii(name) ? name : Normalizer.normalize(name, Normalizer.Form.NFD);
        StringBuilder key = new StringBuilder(decomposed.length());
        for (char character : decomposed.toLowerCase(Locale.ROOT).toCharArray()) {
            int place = PUNCTUATION.indexOf(character);
            if (place >= 0) {
                key.append((char) (place + 1));
            } else if (Character.getType(character) != Character.NON_SPACING_MARK) {
                key.append(character);
            }
        }
        return key.toString();
    }

    /** Lower case before upper case. */
    private static String caseKey(String name) {
        StringBuilder key = new StringBuilder(name.length());
        name.chars().forEach(character -> key.append(Character.isUpperCase(character) ? '1' : '0'));
        return key.toString();
    }

    private static boolean isAscii(String name) {
        return name.chars().allMatch(character -> character < 128);
    }
}
