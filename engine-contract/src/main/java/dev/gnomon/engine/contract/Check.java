package dev.gnomon.engine.contract;

import java.util.Optional;

/**
 * One way to find out whether a dialect keeps a rule.
 *
 * @param rule     the rule
 * @param caseName which of the rule's cases; empty where there is but one
 */
public record Check(Rule rule, Optional<String> caseName, Subject subject, Body body) {

    /** What is done with a dialect and a database of its own. */
    @FunctionalInterface
    interface Body {
        void run(Playground playground) throws Exception;
    }

    /** Do it, on a database that is created before and dropped after it. Never throws. */
    public Outcome run() {
        Playground playground = new Playground(subject);
        Outcome outcome = run(playground);
        try {
            playground.close();
        } catch (Exception | LinkageError failure) {
            if (outcome instanceof Outcome.Passed) {
                return new Outcome.Failed("the database cannot be dropped afterwards: " + words(failure), failure);
            }
        }
        return outcome;
    }

    private Outcome run(Playground playground) {
        try {
            body.run(playground);
            return new Outcome.Passed();
        } catch (NotApplicableException other) {
            return new Outcome.NotApplicable(other.reason());
        } catch (BrokenRuleException broken) {
            return new Outcome.Failed(broken.reason(), broken);
        } catch (Exception | LinkageError | StackOverflowError failure) {
            return new Outcome.Failed(words(failure), failure);
        }
    }

    private static String words(Throwable failure) {
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }

    /** The rule's number and the case. */
    @Override
    public String toString() {
        return rule.number() + caseName.map(name -> " (" + name + ")").orElse("");
    }
}
