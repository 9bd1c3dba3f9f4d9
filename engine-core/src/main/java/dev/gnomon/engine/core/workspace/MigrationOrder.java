package dev.gnomon.engine.core.workspace;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.Locale;

/**
 * The order in which migrations apply: by name as a person sorts, like the {@code localeCompare} of Prisma's command
 * line. Punctuation comes before digits and digits before letters; case decides only between names that are else equal.
 */
final class MigrationOrder {

    /** The rule itself. */
    static final Comparator<String> BY_KEYS = Comparator.comparing(MigrationOrder::primaryKey)
            .thenComparing(MigrationOrder::caseKey)
            .thenComparing(Comparator.naturalOrder());

    /** The same, and quick. */
    static final Comparator<String> BY_NAME = MigrationOrder::compare;

    private static final String PUNCTUATION = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";

    private MigrationOrder() {}

    /** Most names differ first in a digit, which decides without any key. */
    private static int compare(String one, String other) {
        int shorter = Math.min(one.length(), other.length());
        for (int at = 0; at < shorter; at++) {
            char left = one.charAt(at);
            char right = other.charAt(at);
            if (left >= 128 || right >= 128) {
                return BY_KEYS.compare(one, other);
            }
            if (left != right) {
                return isDigit(left) && isDigit(right) && isAscii(one) && isAscii(other)
                        ? Character.compare(left, right)
                        : BY_KEYS.compare(one, other);
            }
        }
        return BY_KEYS.compare(one, other);
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

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
        for (int at = 0; at < name.length(); at++) {
            if (name.charAt(at) >= 128) {
                return false;
            }
        }
        return true;
    }
}
