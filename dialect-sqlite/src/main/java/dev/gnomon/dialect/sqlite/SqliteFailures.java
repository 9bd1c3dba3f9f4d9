package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.dialect.SecretMask;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.support.KnownFailures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.sqlite.SQLiteException;

/** Turns the driver's failures into the words that users know. */
final class SqliteFailures {
    /** {@code SQLITE_ERROR}: the statement is wrong or names what is not there. */
    static final int GENERIC = 1;

    private static final int PERMISSION = 3;
    static final int BUSY = 5;
    static final int LOCKED = 6;
    private static final int READ_ONLY = 8;
    private static final int INPUT_OUTPUT = 10;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CANNOT_OPEN = 14;
    private static final int NOT_A_DATABASE = 26;

    private SqliteFailures() {}

    static GnomonException explain(SQLException failure, SqliteUrl url, Duration patience) {
        String name = url.databaseName();
        return switch (primaryCode(failure)) {
            case BUSY, LOCKED ->
                KnownFailures.timedOut(
                        patience,
                        "The database `" + name + "` is locked by somebody else.",
                        "Wait until the other program is done with the file, or raise --lock-timeout, or socket_timeout"
                                + " in the URL.",
                        failure);
            case CANNOT_OPEN, PERMISSION ->
                url.file().stream().noneMatch(Files::exists)
                        ? missing(url)
                        : KnownFailures.accessDenied(
                                name,
                                "Give yourself the permission to read and write the file and its folder.",
                                failure);
            case READ_ONLY ->
                KnownFailures.accessDenied(
                        name,
                        "The file is read-only: give yourself the permission to write it and its folder.",
                        failure);
            case FULL, INPUT_OUTPUT ->
                new GnomonException(
                        EngineErrorCode.OUT_OF_SPACE,
                        "SQLite database error\n" + message(failure),
                        "Make room on the disk of `" + name + "`, and look whether it is healthy.",
                        failure);
            case NOT_A_DATABASE ->
                new GnomonException(
                        EngineErrorCode.DATABASE_FAILURE,
                        "SQLite database error\nfile is not a database",
                        "Check the URL: `" + name + "` is no database of SQLite, or an encrypted one.",
                        failure);
            case CORRUPT ->
                new GnomonException(
                        EngineErrorCode.DATABASE_FAILURE,
                        "SQLite database error\n" + SecretMask.mask(message(failure)),
                        "The file is damaged: restore it from a backup, or try the command .recover of sqlite3.",
                        failure);
            default ->
                new GnomonException(
                        EngineErrorCode.DATABASE_FAILURE,
                        "SQLite database error\n" + SecretMask.mask(message(failure)),
                        "",
                        failure);
        };
    }

    static GnomonException missing(SqliteUrl url) {
        return KnownFailures.databaseDoesNotExist(
                url.databaseName(),
                "Create the database, or correct the path in the URL: there is no file "
                        + url.file().map(Path::toString).orElse(url.databaseName()) + ".",
                null);
    }

    /** The result code without its extension. */
    static int primaryCode(SQLException failure) {
        return failure.getErrorCode() & 0xff;
    }

    /** The result code with its extension. */
    static int extendedCode(SQLException failure) {
        return failure instanceof SQLiteException exception ? exception.getResultCode().code : failure.getErrorCode();
    }

    /** The database's own words, without what the driver puts around them. */
    static String message(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        int open = message.indexOf(" (");
        boolean wrapped = message.startsWith("[SQLITE_") && open > 0 && message.endsWith(")");
        return wrapped ? message.substring(open + 2, message.length() - 1) : message;
    }
}
