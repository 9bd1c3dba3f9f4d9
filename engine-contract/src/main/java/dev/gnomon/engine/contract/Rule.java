package dev.gnomon.engine.contract;

/**
 * A rule of the contract; {@code docs/dialect-contract.md} lists them all. Numbers are never given twice.
 *
 * @param number   for example {@code D4.1}
 * @param strength whether a dialect that breaks it is wrong
 * @param sentence what a dialect does, without the word of the strength and without a final stop
 */
public record Rule(String number, Strength strength, String sentence) {

    /** How much a rule weighs. */
    public enum Strength {
        /** Whoever breaks it loses or mangles something of a user's. */
        MUST,
        /** Whoever breaks it is slower or harder to use. */
        SHOULD
    }

    static Rule must(String number, String sentence) {
        return new Rule(number, Strength.MUST, sentence);
    }

    static Rule should(String number, String sentence) {
        return new Rule(number, Strength.SHOULD, sentence);
    }

    @Override
    public String toString() {
        return number + " " + strength + " " + sentence;
    }
}
