package dev.gnomon.cli;

/** The user ended the run at a question. */
final class CancelledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CancelledException(String message) {
        super(message);
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
