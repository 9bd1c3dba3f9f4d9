package dev.gnomon.engine.support;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Failures that every kind of database has, in the words that Prisma's users and their scripts know.
 *
 * <p>Causes may be shown with them: give none whose message may hold a secret.
 */
public final class KnownFailures {

    private KnownFailures() {}

    /**
     * {@code P1000}: user or password are wrong.
     *
     * @param remedy how a URL of this kind has them
     */
    public static GnomonException authenticationFailed(String user, String remedy, @Nullable Throwable cause) {
        return new GnomonException(
                EngineErrorCode.AUTHENTICATION_FAILED,
                "Authentication failed against database server, the provided database credentials for `" + user
                        + "` are not valid.\n\nPlease make sure to provide valid database credentials for the database"
                        + " server at the configured address.",
                remedy,
                cause);
    }

    /** {@code P1001}: nobody answers at this address, for example {@code localhost:5432}. */
    public static GnomonException unreachable(String address, @Nullable Throwable cause) {
        return new GnomonException(
                EngineErrorCode.SERVER_UNREACHABLE,
                "Can't reach database server at `" + address
                        + "`\n\nPlease make sure your database server is running at `" + address + "`.",
                "Start the server, or correct host and port in the URL.",
                cause);
    }

    /**
     * {@code P1002}: the server was there and did not do in time what it was asked for.
     *
     * @param context what that was, as a sentence
     */
    public static GnomonException serverTimedOut(String context, String remedy, @Nullable Throwable cause) {
        return new GnomonException(
                EngineErrorCode.SERVER_TIMED_OUT,
                "The database server was reached but timed out.\n\nPlease try again.\n\nPlease make sure your database"
                        + " server is running at the configured address.\n\nContext: " + context + "\n",
                remedy,
                cause);
    }

    /**
     * {@code P1002}: somebody else holds the migration lock.
     *
     * @param lock     what it is, for example {@code a postgres advisory lock}
     * @param patience how long was waited
     * @param remedy   how to find out who holds it
     */
    public static GnomonException lockTimedOut(
            String lock, Duration patience, String remedy, @Nullable Throwable cause) {
        return serverTimedOut(
                "Timed out trying to acquire " + lock + ". Timeout: " + patience.toMillis()
                        + "ms. See https://pris.ly/d/migrate-advisory-locking for details.",
                remedy,
                cause);
    }

    /**
     * {@code P1003}: there is no such database.
     *
     * @param remedy how to get one
     */
    public static GnomonException databaseDoesNotExist(String database, String remedy, @Nullable Throwable cause) {
        return new GnomonException(
                EngineErrorCode.DATABASE_DOES_NOT_EXIST, "Database `" + database + "` does not exist", remedy, cause);
    }

    /**
     * {@code P1008}: something took longer than was waited for it.
     *
     * @param context what, as a sentence
     */
    public static GnomonException timedOut(
            Duration patience, String context, String remedy, @Nullable Throwable cause) {
        return new GnomonException(
                EngineErrorCode.OPERATION_TIMED_OUT,
                "Operations timed out after `" + patience.toSeconds() + "s`. Context: " + context,
                remedy,
                cause);
    }

    /**
     * {@code P1008}: the server did not answer in the time that the URL gives it.
     *
     * @param seconds as the URL has them; empty where it sets no limit
     */
    public static GnomonException noAnswer(Optional<String> seconds, String remedy, @Nullable Throwable cause) {
        return new GnomonException(
                EngineErrorCode.OPERATION_TIMED_OUT,
                "Operations timed out after `"
                        + seconds.map(number -> number + "s").orElse("N/A")
                        + "`. Context: The server did not answer in time.",
                remedy,
                cause);
    }

    /** {@code P1009}: a database of this name is there already. */
    public static GnomonException databaseAlreadyExists(String database, @Nullable Throwable cause) {
        return new GnomonException(
                EngineErrorCode.DATABASE_ALREADY_EXISTS,
                "Database `" + database + "` already exists on the database server",
                "Choose another name, or use the database that is there.",
                cause);
    }

    /** {@code P1010}: this user may not use this database. */
    public static GnomonException accessDenied(String database, String remedy, @Nullable Throwable cause) {
        return new GnomonException(
                EngineErrorCode.ACCESS_DENIED,
                "User was denied access on the database `" + database + "`",
                remedy,
                cause);
    }

    /**
     * {@code P1011}: an encrypted connection could not be opened.
     *
     * @param reason of the driver, without secrets
     */
    public static GnomonException tlsFailed(String reason, String remedy, @Nullable Throwable cause) {
        return new GnomonException(
                EngineErrorCode.TLS_FAILED, "Error opening a TLS connection: " + reason, remedy, cause);
    }

    /**
     * {@code P1013}: a URL that cannot be read.
     *
     * @param reason what is wrong with it, as a sentence without the URL
     */
    public static GnomonException invalidUrl(String reason, String remedy) {
        return new GnomonException(
                EngineErrorCode.URL_INVALID,
                "The provided database string is invalid. " + reason
                        + " Please refer to the documentation in https://pris.ly/d/config-url for constructing a"
                        + " correct connection string. In some cases, certain characters must be escaped. Please check"
                        + " the string for any illegal characters.",
                remedy);
    }

    /** {@code P1017}: the server was there and went away. */
    public static GnomonException connectionClosed(@Nullable Throwable cause) {
        return new GnomonException(
                EngineErrorCode.CONNECTION_CLOSED,
                "Server has closed the connection.",
                "Run the command again; look into the server's log if it happens again.",
                cause);
    }

    /** {@code P3000}: a database could not be created. */
    public static GnomonException databaseCreationFailed(String database, String remedy, @Nullable Throwable cause) {
        return new GnomonException(
                EngineErrorCode.DATABASE_CREATION_FAILED, "Failed to create database: " + database, remedy, cause);
    }

    /** {@code GN-6001}: the database said no to something else; its words. */
    public static GnomonException refused(String words, @Nullable Throwable cause) {
        return new GnomonException(EngineErrorCode.DATABASE_FAILURE, words, "", cause);
    }
}
