package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.support.Causes;
import dev.gnomon.engine.support.KnownFailures;
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
                KnownFailures.authenticationFailed(
                        url.user().orElse(""),
                        "Correct user and password in the URL; a value with special characters has to stand in braces.",
                        failure);
            case CANNOT_OPEN_DATABASE, DATABASE_UNKNOWN ->
                KnownFailures.databaseDoesNotExist(
                        url.database(),
                        "Create the database, correct its name in the URL, or let the user see it.",
                        failure);
            case DATABASE_EXISTS -> KnownFailures.databaseAlreadyExists(url.database(), failure);
            case ACCESS_DENIED ->
                KnownFailures.accessDenied(
                        url.database(),
                        "Create a user for the login in the database, or correct the database's name in the URL.",
                        failure);
            case 0 -> withoutServerNumber(failure, url);
            default -> other(failure, url);
        };
    }

    private static GnomonException withoutServerNumber(SQLException failure, SqlserverUrl url) {
        String text = message(failure);
        if (Causes.has(failure, SSLException.class) || text.contains("SSL") || text.contains("TLS")) {
            return KnownFailures.tlsFailed(
                    Causes.withoutPassword(text, url.password()),
                    "Check encrypt, trustServerCertificate and trustServerCertificateCA in the URL against what the"
                            + " server offers.",
                    failure);
        }
        boolean connecting = text.contains("TCP/IP connection to the host") || text.contains("named instance");
        if (connecting) {
            String address = url.hostAndPort();
            return KnownFailures.unreachable(address, failure);
        }
        if (Causes.has(failure, SocketTimeoutException.class)) {
            return KnownFailures.noAnswer(
                    url.property("sockettimeout", "socket_timeout"),
                    "Raise socketTimeout in the URL, or look what the server is waiting for.",
                    failure);
        }
        boolean link = Optional.ofNullable(failure.getSQLState())
                .filter(state -> state.startsWith("08"))
                .isPresent();
        return link ? KnownFailures.connectionClosed(failure) : other(failure, url);
    }

    private static GnomonException other(SQLException failure, SqlserverUrl url) {
        return new GnomonException(
                EngineErrorCode.DATABASE_FAILURE,
                Causes.withoutPassword(message(failure), url.password()),
                "",
                failure);
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
}
