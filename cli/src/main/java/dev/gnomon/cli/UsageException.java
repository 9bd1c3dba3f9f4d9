package dev.gnomon.cli;

/** The command line makes no sense: the message is shown with the command's help. */
final class UsageException extends Exception {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
