package org.example.gnomon.h2;

import dev.gnomon.engine.dialect.SecretMask;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.support.KnownFailures;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.h2.jdbc.JdbcException;

/** Turns H2's errors into those that users know. */
final class H2Failures {

    /** Another process has the file. */
    static final int ALREADY_OPEN = 90020;

    private static final int WRONG_USER_OR_PASSWORD = 28000;
    private static final int NOT_FOUND = 90013;
    private static final int NOT_FOUND_IF_EXISTS = 90146;
    private static final int ADMIN_RIGHTS_REQUIRED = 90040;
    private static final int URL_FORMAT = 90046;
    private static final int NOT_ENOUGH_RIGHTS = 90096;
    private static final int READ_ONLY = 90097;
    private static final int UNSUPPORTED_SETTING = 90113;
    private static final int UNSUPPORTED_SETTING_COMBINATION = 90021;

    private H2Failures() {}

    static GnomonException explain(SQLException failure, H2Url url) {
        SQLException cause = withoutSecret(failure, url);
        String name = url.databaseName();
        return switch (failure.getErrorCode()) {
            case NOT_FOUND, NOT_FOUND_IF_EXISTS ->
                KnownFailures.databaseDoesNotExist(
                        name,
                        "Create the database, or correct the path in the URL: there is none at " + url + ".",
                        cause);
            case WRONG_USER_OR_PASSWORD ->
                KnownFailures.authenticationFailed(url.user(), "Correct user and password in the URL.", cause);
            case ALREADY_OPEN ->
                KnownFailures.timedOut(
                        Duration.ofSeconds(5),
                        "The database `" + name + "` is open in another process.",
                        "Wait until the other program is done with the file, or end it.",
                        cause);
            case ADMIN_RIGHTS_REQUIRED, NOT_ENOUGH_RIGHTS, READ_ONLY ->
                KnownFailures.accessDenied(name, "H2 says: " + message(cause) + ".", cause);
            case URL_FORMAT, UNSUPPORTED_SETTING, UNSUPPORTED_SETTING_COMBINATION ->
                KnownFailures.invalidUrl("H2 does not take one of its settings.", "H2 says: " + message(cause) + ".");
            default -> KnownFailures.refused("H2 database error\n" + message(cause), cause);
        };
    }

    /** The database's own words, without the statement and its number that the driver puts behind them. */
    static String message(SQLException failure) {
        return failure instanceof JdbcException own
                ? String.valueOf(own.getOriginalMessage())
                : String.valueOf(failure.getMessage());
    }

    /** The same failure, or one that says as much where the driver quotes a URL or a password. */
    private static SQLException withoutSecret(SQLException failure, H2Url url) {
        String text = message(failure);
        String masked = SecretMask.mask(text);
        String clean = Optional.of(url.password())
                .filter(password -> password.length() > 2)
                .map(password -> masked.replace(password, "***"))
                .orElse(masked);
        boolean secret = !clean.equals(text) || failure.getCause() != null;
        return secret ? new SQLException(clean, failure.getSQLState(), failure.getErrorCode()) : failure;
    }
}
