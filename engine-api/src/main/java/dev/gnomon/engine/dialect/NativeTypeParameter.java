package dev.gnomon.engine.dialect;

import java.util.Objects;

/**
 * What one argument of a native type may be: a whole number in a range, or also the word {@code Max}.
 *
 * @param minimum     the smallest number
 * @param maximum     the largest number; {@link Integer#MAX_VALUE} for no limit
 * @param acceptsMax  whether {@code Max} may stand for a number
 * @param explanation the sentence that a refusal ends with, for example {@code M can range from 0 to 6.}
 */
public record NativeTypeParameter(int minimum, int maximum, boolean acceptsMax, String explanation) {

    public NativeTypeParameter {
        Objects.requireNonNull(explanation, "explanation");
        if (minimum > maximum) {
            throw new IllegalArgumentException("no number lies between " + minimum + " and " + maximum);
        }
    }

    /** A number in a range. */
    public static NativeTypeParameter range(int minimum, int maximum, String explanation) {
        return new NativeTypeParameter(minimum, maximum, false, explanation);
    }

    /** Any number from 0 on. */
    public static NativeTypeParameter any() {
        return new NativeTypeParameter(0, Integer.MAX_VALUE, false, "M must be a positive integer.");
    }

    /** Tell whether an argument, as written, is one of those. */
    public boolean accepts(String argument) {
        if (acceptsMax && argument.equalsIgnoreCase("max")) {
            return true;
        }
        if (argument.isEmpty() || argument.length() > 10 || !argument.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        long number = Long.parseLong(argument);
        return minimum <= number && (number <= maximum || maximum == Integer.MAX_VALUE);
    }
}
