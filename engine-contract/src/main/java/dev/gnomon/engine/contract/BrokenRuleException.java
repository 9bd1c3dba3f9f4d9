package dev.gnomon.engine.contract;

/** A dialect was seen not to do what a rule says. */
final class BrokenRuleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenRuleException(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
