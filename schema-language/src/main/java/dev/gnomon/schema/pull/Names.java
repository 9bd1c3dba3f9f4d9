package dev.gnomon.schema.pull;

import java.util.Set;

/** Turns names of the database into names that the schema language allows. */
final class Names {

    private Names() {}

    /**
     * Cut everything in front of the first letter and put an underscore in the place of every character
     * that is no letter, digit or underscore.
     *
     * @return empty if there is no letter
     */
    static String sanitized(String name) {
        int start = 0;
        while (start < name.length() && !isLetter(name.charAt(start))) {
            start++;
        }
        StringBuilder result = new StringBuilder(name.length() - start);
        name.codePoints().skip(name.codePointCount(0, start)).forEach(character -> {
            boolean allowed = character < 128 && (isLetter((char) character) || isDigitOrUnderscore((char) character));
            result.append(allowed ? (char) character : '_');
        });
        return result.toString();
    }

    /** The name itself, or with a number behind it where it is taken already; takes it. An empty name stays. */
    static String free(String name, Set<String> taken) {
        if (name.isEmpty()) {
            return name;
        }
        String candidate = name;
        for (int number = 2; !taken.add(candidate); number++) {
            candidate = name + "_" + number;
        }
        return candidate;
    }

    private static boolean isLetter(char character) {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
    }

    private static boolean isDigitOrUnderscore(char character) {
        return (character >= '0' && character <= '9') || character == '_';
    }
}
