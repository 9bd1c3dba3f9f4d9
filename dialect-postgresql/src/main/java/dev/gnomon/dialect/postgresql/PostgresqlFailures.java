package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.support.Causes;
import dev.gnomon.engine.support.KnownFailures;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Turns the driver's failures into the words that users know. */
final class PostgresqlFailures {

    /** What poolers say in place of the server's own SQLSTATE. */
    private static final String PROTOCOL_VIOLATION = "08P01";

    private static final String DUPLICATE_OBJECT = "42710";
    private static final String DUPLICATE_DATABASE = "42P04";
    private static final String UNDEFINED_OBJECT = "42704";
    private static final String UNDEFINED_DATABASE = "3D000";

    private PostgresqlFailures() {}

    private static boolean missesDatabase(ServerErrorMessage message) {
        String text = Optional.ofNullable(message.getMessage()).orElse("");
        return text.startsWith("no such database")
                || (text.startsWith("database ") && text.endsWith(" does not exist"));
    }

    static GnomonException explain(SQLException failure, PostgresqlUrl url) {
        Optional<ServerErrorMessage> message = serverMessage(failure);
        String state = Optional.ofNullable(failure.getSQLState()).orElse("");
        if (state.equals(PROTOCOL_VIOLATION)
                && message.filter(PostgresqlFailures::missesDatabase).isPresent()) {
            state = UNDEFINED_DATABASE;
        }
        return switch (state) {
            case "28P01" -> authenticationFailed(failure, url);
            case "28000" -> accessDenied(failure, url, message);
            case UNDEFINED_DATABASE ->
                KnownFailures.databaseDoesNotExist(
                        url.effectiveDatabase(), "Create the database, or correct its name in the URL.", failure);
            case DUPLICATE_DATABASE -> KnownFailures.databaseAlreadyExists(url.effectiveDatabase(), failure);
            case "57P01", "57P02", "57P05" -> KnownFailures.connectionClosed(failure);
            case "57P03" -> unreachable(failure, url);
            default -> message.isPresent() ? refused(failure, url, message.get()) : withoutServerMessage(failure, url);
        };
    }

    static Optional<ServerErrorMessage> serverMessage(SQLException failure) {
        return failure instanceof PSQLException own
                ? Optional.ofNullable(own.getServerErrorMessage())
                : Optional.empty();
    }

    private static GnomonException withoutServerMessage(SQLException failure, PostgresqlUrl url) {
        String text = Optional.ofNullable(failure.getMessage()).orElse("");
        if (isTlsFailure(failure, text)) {
            return KnownFailures.tlsFailed(
                    Causes.withoutPassword(Causes.firstMessage(failure), url.password()),
                    "Check the parameters sslmode, sslaccept and sslcert of the URL against what the server offers.",
                    failure);
        }
        String state = Optional.ofNullable(failure.getSQLState()).orElse("");
        if (state.equals("08004")) {
            return authenticationFailed(failure, url);
        }
        if (state.equals("08001") || text.contains("setting up the SSL connection")) {
            return text.contains("timed out") && !Causes.has(failure, SocketTimeoutException.class)
                    ? KnownFailures.serverTimedOut(
                            "Timed out while opening the connection.",
                            "Raise connect_timeout in the URL if the server is slow to answer.",
                            failure)
                    : unreachable(failure, url);
        }
        if (state.equals("08003")
                || Causes.has(failure, EOFException.class)
                || Causes.has(failure, SocketException.class)) {
            return KnownFailures.connectionClosed(failure);
        }
        if (Causes.has(failure, SocketTimeoutException.class)) {
            return KnownFailures.noAnswer(
                    url.parameter("socket_timeout"),
                    "Raise socket_timeout in the URL, or look what the server is waiting for.",
                    failure);
        }
        if (Causes.has(failure, IOException.class)) {
            return KnownFailures.connectionClosed(failure);
        }
        return new GnomonException(
                EngineErrorCode.DATABASE_FAILURE, Causes.withoutPassword(text, url.password()), "", failure);
    }

    private static boolean isTlsFailure(SQLException failure, String text) {
        if (Causes.has(failure, SSLException.class)) {
            return true;
        }
        // The driver blames TLS too where the other side was gone before it answered.
        boolean goneBefore = text.contains("setting up the SSL connection") && Causes.has(failure, IOException.class);
        return !goneBefore && (text.contains("SSL") || text.contains("hostnameverifier"));
    }

    private static GnomonException authenticationFailed(SQLException failure, PostgresqlUrl url) {
        return KnownFailures.authenticationFailed(
                url.effectiveUser(),
                "Correct user and password in the URL; special characters of a password have to be percent-encoded.",
                failure);
    }

    private static GnomonException accessDenied(
            SQLException failure, PostgresqlUrl url, Optional<ServerErrorMessage> message) {
        return KnownFailures.accessDenied(
                url.effectiveDatabase(),
                "The server says: "
                        + message.map(ServerErrorMessage::getMessage).orElse("no more than that")
                        + ". Check the user's name in the URL and the server's pg_hba.conf.",
                failure);
    }

    private static GnomonException unreachable(SQLException failure, PostgresqlUrl url) {
        String address = url.isUnixSocket() ? url.host() + ":" + url.effectivePort() : url.hostAndPort();
        return KnownFailures.unreachable(address, failure);
    }

    private static GnomonException refused(SQLException failure, PostgresqlUrl url, ServerErrorMessage message) {
        StringBuilder problem = new StringBuilder(
                        Optional.ofNullable(message.getSeverity()).orElse("ERROR"))
                .append(": ")
                .append(Optional.ofNullable(message.getMessage()).orElse(""));
        Optional.ofNullable(message.getDetail())
                .ifPresent(detail -> problem.append("\nDETAIL: ").append(detail));
        String hint = Optional.ofNullable(message.getHint()).orElse("");
        String text = Causes.withoutPassword(problem.toString(), url.password());
        return switch (Optional.ofNullable(message.getSQLState()).orElse("")) {
            case "42501" ->
                new GnomonException(
                        EngineErrorCode.WRITE_FORBIDDEN,
                        text,
                        hint.isEmpty()
                                ? "Grant the user `" + url.effectiveUser()
                                        + "` the missing privilege, or connect as the owner."
                                : hint,
                        failure);
            case "25006" ->
                new GnomonException(
                        EngineErrorCode.WRITE_FORBIDDEN,
                        text,
                        "The server or the role lets this session only read: use the primary server's address, or a role"
                                + " without default_transaction_read_only.",
                        failure);
            case "55P03" ->
                new GnomonException(
                        EngineErrorCode.LOCK_NOT_AVAILABLE,
                        text,
                        "Another session holds what the statement needs: `SELECT pid, query FROM pg_stat_activity WHERE"
                                + " state <> 'idle'` shows it. Wait for it or end it, or wait longer with"
                                + " --lock-timeout.",
                        failure);
            case "57014" ->
                new GnomonException(
                        EngineErrorCode.STATEMENT_TIMED_OUT,
                        text,
                        "Raise statement_timeout for the role that migrates, or find out who cancelled the statement.",
                        failure);
            case "53100" ->
                new GnomonException(EngineErrorCode.OUT_OF_SPACE, text, "Make room on the server's disk.", failure);
            case "53300" ->
                new GnomonException(
                        EngineErrorCode.DATABASE_FAILURE,
                        text,
                        hint.isEmpty() ? "Close other connections, or raise max_connections of the server." : hint,
                        failure);
            default -> new GnomonException(EngineErrorCode.DATABASE_FAILURE, text, hint, failure);
        };
    }

    /**
     * What to do where a script makes or drops what belongs to the server, and another database was there first.
     *
     * @param words the first words of the statement that failed
     */
    static Optional<String> remedyForServerObject(List<String> words, SQLException failure) {
        String state = Optional.ofNullable(failure.getSQLState()).orElse("");
        String first = words.isEmpty() ? "" : words.get(0);
        String kind = words.size() > 1 ? words.get(1) : "";
        boolean mapping =
                words.size() > 2 && kind.equals("USER") && words.get(2).equals("MAPPING");
        if (mapping) {
            return Optional.empty();
        }
        if (first.equals("CREATE") && (state.equals(DUPLICATE_OBJECT) || state.equals(DUPLICATE_DATABASE))) {
            return remedyForMade(kind);
        }
        boolean undefined = state.equals(UNDEFINED_OBJECT) || state.equals(UNDEFINED_DATABASE);
        return undefined && first.equals("DROP") ? remedyForDropped(kind) : Optional.empty();
    }

    private static Optional<String> remedyForMade(String kind) {
        return switch (kind) {
            case "ROLE", "USER", "GROUP" ->
                Optional.of(
                        "Roles are shared by all databases of this server: this one is there already, be it for another"
                                + " database or because the migration ran in the shadow database. Let the migration make it"
                                + " only where it is missing: `DO $$ BEGIN CREATE " + kind
                                + " …; EXCEPTION WHEN duplicate_object THEN NULL; END $$;`.");
            case "DATABASE" ->
                Optional.of(
                        "Databases belong to the server and not to a migration history, which runs more than once: create"
                                + " this one by hand, and take the statement out of the migration.");
            case "TABLESPACE" ->
                Optional.of(
                        "Tablespaces are shared by all databases of this server: create this one by hand, and take the"
                                + " statement out of the migration.");
            case "SUBSCRIPTION" ->
                Optional.of(
                        "Subscriptions and their replication slots belong to servers and not to a migration history,"
                                + " which runs more than once: create this one by hand, and take the statement out of the"
                                + " migration.");
            default -> Optional.empty();
        };
    }

    private static Optional<String> remedyForDropped(String kind) {
        return switch (kind) {
            case "ROLE", "USER", "GROUP", "DATABASE", "TABLESPACE" ->
                Optional.of(
                        "Roles, databases and tablespaces are shared by all databases of this server: this one is gone"
                                + " already, be it for another database or because the migration ran in the shadow database."
                                + " Write `DROP " + kind + " IF EXISTS …`.");
            default -> Optional.empty();
        };
    }
}
