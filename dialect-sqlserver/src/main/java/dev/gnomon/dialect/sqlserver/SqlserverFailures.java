package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Turns the driver's failures into the words that users know. */
final class SqlserverFailures {

    /** The database is in use by somebody else. */
    static final int DATABASE_IN_USE = 3702;

    private static final int CANNOT_OPEN_DATABASE = 4060;
    private static final int LOGIN_FAILED = 18_456;
    private static final int DATABASE_EXISTS = 1801;
    private static final int DATABASE_UNKNOWN = 911;
    private static final int ACCESS_DENIED = 916;
    private static final int PRINCIPAL_EXISTS = 15_025;

    private SqlserverFailures() {}

    static GnomonException explain(SQLException failure, SqlserverUrl url) {
        return switch (failure.getErrorCode()) {
            case LOGIN_FAILED ->
                new GnomonException(
                        EngineErrorCode.AUTHENTICATION_FAILED,
                        "Authentication failed against database server, the provided database credentials for `"
                                + url.user().orElse("")
                                + "` are not valid.\n\nPlease make sure to provide valid database credentials for the"
                                + " database server at the configured address.",
                        "Correct user and password in the URL; a value with special characters has to stand in braces.",
                        failure);
            case CANNOT_OPEN_DATABASE, DATABASE_UNKNOWN ->
                new GnomonException(
                        EngineErrorCode.DATABASE_DOES_NOT_EXIST,
                        "Database `" + url.database() + "` does not exist",
                        "Create the database, correct its name in the URL, or let the user see it.",
                        failure);
            case DATABASE_EXISTS ->
                new GnomonException(
                        EngineErrorCode.DATABASE_ALREADY_EXISTS,
                        "Database `" + url.database() + "` already exists on the database server",
                        "Choose another name, or use the database that is there.",
                        failure);
            case ACCESS_DENIED ->
                new GnomonException(
                        EngineErrorCode.ACCESS_DENIED,
                        "User was denied access on the database `" + url.database() + "`",
                        "Create a user for the login in the database, or correct the database's name in the URL.",
                        failure);
            case 0 -> withoutServerNumber(failure, url);
            default -> other(failure, url);
        };
    }

    private static GnomonException withoutServerNumber(SQLException failure, SqlserverUrl url) {
        String text = message(failure);
        if (hasCause(failure, SSLException.class) || text.contains("SSL") || text.contains("TLS")) {
            return new GnomonException(
                    EngineErrorCode.TLS_FAILED,
                    "Error opening a TLS connection: " + withoutSecret(text, url),
                    "Check encrypt, trustServerCertificate and trustServerCertificateCA in the URL against what the"
                            + " server offers.",
                    failure);
        }
        boolean connecting = text.contains("TCP/IP connection to the host") || text.contains("named instance");
        if (connecting) {
            String address = url.hostAndPort();
            return new GnomonException(
                    EngineErrorCode.SERVER_UNREACHABLE,
                    "Can't reach database server at `" + address
                            + "`\n\nPlease make sure your database server is running at `" + address + "`.",
                    "Start the server, or correct host and port in the URL.",
                    failure);
        }
        if (hasCause(failure, SocketTimeoutException.class)) {
            return new GnomonException(
                    EngineErrorCode.OPERATION_TIMED_OUT,
                    "Operations timed out after `"
                            + url.property("sockettimeout", "socket_timeout")
                                    .map(seconds -> seconds + "s")
                                    .orElse("N/A")
                            + "`. Context: The server did not answer in time.",
                    "Raise socketTimeout in the URL, or look what the server is waiting for.",
                    failure);
        }
        boolean link = Optional.ofNullable(failure.getSQLState())
                .filter(state -> state.startsWith("08"))
                .isPresent();
        return link
                ? new GnomonException(
                        EngineErrorCode.CONNECTION_CLOSED,
                        "Server has closed the connection.",
                        "Run the command again; look into the server's log if it happens again.",
                        failure)
                : other(failure, url);
    }

    /** The lock, or the server itself, kept somebody waiting for too long. */
    static GnomonException timedOut(String context, String remedy) {
        return new GnomonException(
                EngineErrorCode.SERVER_TIMED_OUT,
                "The database server was reached but timed out.\n\nPlease try again.\n\nPlease make sure your database"
                        + " server is running at the configured address.\n\nContext: " + context + "\n",
                remedy);
    }

    private static GnomonException other(SQLException failure, SqlserverUrl url) {
        return new GnomonException(EngineErrorCode.DATABASE_FAILURE, withoutSecret(message(failure), url), "", failure);
    }

    /** What to do where a script makes what belongs to the server, and another database was there first. */
    static Optional<String> remedyForServerObject(SQLException failure) {
        return switch (failure.getErrorCode()) {
            case PRINCIPAL_EXISTS ->
                Optional.of(
                        "Logins are shared by all databases of this server: this one is there already, be it for another"
                                + " database or because the migration ran in the shadow database. Let the migration make it only"
                                + " where it is missing: `IF SUSER_ID(N'…') IS NULL CREATE LOGIN …;`.");
            case DATABASE_EXISTS ->
                Optional.of(
                        "Databases belong to the server and not to a migration history, which runs more than once: create"
                                + " this one by hand, and take the statement out of the migration.");
            default -> Optional.empty();
        };
    }

    /** What the server says. */
    static String message(SQLException failure) {
        return Optional.ofNullable(failure.getMessage()).orElse("The server gives no reason.");
    }

    /** A driver's text may quote what it was given. */
    private static String withoutSecret(String text, SqlserverUrl url) {
        return url.password()
                .filter(password -> password.length() > 2)
                .map(password -> text.replace(password, "***"))
                .orElse(text);
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
