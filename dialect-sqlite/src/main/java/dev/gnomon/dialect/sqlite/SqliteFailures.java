package dev.gnomon.dialect.sqlite;

import java.sql.SQLException;
import org.sqlite.SQLiteException;

/** The result codes of SQLite. */
final class SqliteFailures {
    /** {@code SQLITE_ERROR}: the statement is wrong or names what is not there. */
    static final int GENERIC = 1;

    static final int PERMISSION = 3;
    static final int BUSY = 5;
    static final int LOCKED = 6;
    static final int READ_ONLY = 8;
    static final int INPUT_OUTPUT = 10;
    static final int CORRUPT = 11;
    static final int FULL = 13;
    static final int CANNOT_OPEN = 14;
    static final int NOT_A_DATABASE = 26;

    private SqliteFailures() {}

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
