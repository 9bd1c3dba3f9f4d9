package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.support.Causes;
import dev.gnomon.engine.support.KnownFailures;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.sql.SQLException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Turns the driver's failures into the words that users know. */
final class MysqlFailures {

    /** The server wants an encrypted connection. */
    static final int INSECURE_TRANSPORT = 3159;

    private static final int DATABASE_EXISTS = 1007;
    private static final int DATABASE_MISSING = 1008;
    private static final int USER_REFUSED = 1396;
    private static final int DATABASE_ACCESS_DENIED = 1044;
    private static final int ACCESS_DENIED = 1045;
    private static final int UNKNOWN_DATABASE = 1049;
    private static final int ACCESS_DENIED_BY_PLUGIN = 1698;

    private MysqlFailures() {}

    static GnomonException explain(SQLException failure, MysqlUrl url) {
        return switch (failure.getErrorCode()) {
            case ACCESS_DENIED, ACCESS_DENIED_BY_PLUGIN ->
                KnownFailures.authenticationFailed(
                        url.effectiveUser(),
                        "Correct user and password in the URL; special characters of a password have to be"
                                + " percent-encoded.",
                        failure);
            case DATABASE_ACCESS_DENIED ->
                KnownFailures.accessDenied(
                        url.effectiveDatabase(),
                        "Grant the user a privilege on the database, or correct the database's name in the URL.",
                        failure);
            case UNKNOWN_DATABASE ->
                KnownFailures.databaseDoesNotExist(
                        url.effectiveDatabase(), "Create the database, or correct its name in the URL.", failure);
            case DATABASE_EXISTS -> KnownFailures.databaseAlreadyExists(url.effectiveDatabase(), failure);
            case 1053, 1077, 1079, 1317, 1927, 4031 -> KnownFailures.connectionClosed(failure);
            case 1205 ->
                told(
                        EngineErrorCode.LOCK_NOT_AVAILABLE,
                        "Another session holds what the statement needs: `SHOW PROCESSLIST` shows it. Wait for it or end"
                                + " it, or wait longer with --lock-timeout.",
                        failure,
                        url);
            case 1021, 1114 -> told(EngineErrorCode.OUT_OF_SPACE, "Make room on the server's disk.", failure, url);
            case 1969, 3024 ->
                told(
                        EngineErrorCode.STATEMENT_TIMED_OUT,
                        "Raise max_execution_time (MariaDB: max_statement_time) for the user who migrates.",
                        failure,
                        url);
            case 1142, 1143, 1227, 1370 ->
                told(
                        EngineErrorCode.WRITE_FORBIDDEN,
                        "Grant the user `" + url.effectiveUser() + "` the missing privilege.",
                        failure,
                        url);
            case 1290, 1792, 1836 ->
                told(
                        EngineErrorCode.WRITE_FORBIDDEN,
                        "The server or the session may only read: use the primary server's address.",
                        failure,
                        url);
            case 0 -> withoutServerCode(failure, url);
            default -> other(failure, url);
        };
    }

    /**
     * What to do where a script makes or drops what belongs to the server, and another database was there first.
     *
     * @param statement the statement that failed, in upper case
     */
    static Optional<String> remedyForServerObject(SQLException failure, String statement) {
        return switch (failure.getErrorCode()) {
            case USER_REFUSED ->
                Optional.of(
                        statement.contains("DROP")
                                ? "Users and roles are shared by all databases of this server: this one is gone already, be it"
                                        + " for another database or because the migration ran in the shadow database. Write"
                                        + " `DROP USER IF EXISTS …` or `DROP ROLE IF EXISTS …`."
                                : "Users and roles are shared by all databases of this server: this one is there already, be it"
                                        + " for another database or because the migration ran in the shadow database. Write"
                                        + " `CREATE USER IF NOT EXISTS …` or `CREATE ROLE IF NOT EXISTS …`.");
            case DATABASE_EXISTS, DATABASE_MISSING ->
                Optional.of(
                        "Databases belong to the server and not to a migration history, which runs more than once: create"
                                + " or drop this one by hand, and take the statement out of the migration.");
            default -> Optional.empty();
        };
    }

    private static GnomonException withoutServerCode(SQLException failure, MysqlUrl url) {
        if (Causes.has(failure, SSLException.class) || Causes.has(failure, CertificateException.class)) {
            return KnownFailures.tlsFailed(
                    tlsReason(failure, url),
                    "Check the parameters sslaccept and sslcert of the URL against what the server offers.",
                    failure);
        }
        String address = url.hostAndPort();
        if (Causes.has(failure, ConnectException.class)
                || Causes.has(failure, UnknownHostException.class)
                || timedOutWhileConnecting(failure)) {
            return KnownFailures.unreachable(address, failure);
        }
        if (Causes.has(failure, SocketTimeoutException.class)) {
            return KnownFailures.noAnswer(
                    url.parameter("socket_timeout"),
                    "Raise socket_timeout in the URL, or look what the server is waiting for.",
                    failure);
        }
        if (isLinkFailure(failure) || Causes.has(failure, IOException.class)) {
            return KnownFailures.connectionClosed(failure);
        }
        return other(failure, url);
    }

    private static String tlsReason(SQLException failure, MysqlUrl url) {
        String reason = Causes.withoutPassword(Causes.firstMessage(failure), url.password());
        boolean unknown = Causes.has(failure, CertPathValidatorException.class)
                || Causes.has(failure, CertPathBuilderException.class);
        boolean outOfTime = Causes.has(failure, CertificateExpiredException.class)
                || Causes.has(failure, CertificateNotYetValidException.class);
        return unknown && !outOfTime
                ? "the server's certificate is of no authority that is trusted here (" + reason + ")"
                : reason;
    }

    private static GnomonException told(EngineErrorCode code, String remedy, SQLException failure, MysqlUrl url) {
        return new GnomonException(code, Causes.withoutPassword(message(failure), url.password()), remedy, failure);
    }

    private static boolean isLinkFailure(SQLException failure) {
        return Optional.ofNullable(failure.getSQLState())
                .filter(state -> state.startsWith("08"))
                .isPresent();
    }

    private static boolean timedOutWhileConnecting(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException
                    && String.valueOf(cause.getMessage())
                            .toLowerCase(java.util.Locale.ROOT)
                            .contains("connect")) {
                return true;
            }
        }
        return false;
    }

    private static GnomonException other(SQLException failure, MysqlUrl url) {
        return new GnomonException(
                EngineErrorCode.DATABASE_FAILURE,
                Causes.withoutPassword(message(failure), url.password()),
                "",
                failure);
    }

    /** What the server says, without what the driver adds. */
    static String message(SQLException failure) {
        return Optional.ofNullable(failure.getMessage()).orElse("The server gives no reason.");
    }
}
