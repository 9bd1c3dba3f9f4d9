package dev.gnomon.cli.project;

import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;

/** Runs the scripts of {@code db execute}. */
public final class Scripts {

    private Scripts() {}

    /** Run a script as it is. A database that is a file is created if it is missing, as Prisma does. */
    public static void execute(Engine engine, Dialect dialect, DatabaseTarget target, String script) {
        try {
            engine.dbExecute(dialect, target, script);
        } catch (GnomonException failure) {
            if (failure.code() != EngineErrorCode.DATABASE_DOES_NOT_EXIST || !isFile(dialect, target)) {
                throw failure;
            }
            engine.createDatabase(dialect, target);
            engine.dbExecute(dialect, target, script);
        }
    }

    private static boolean isFile(Dialect dialect, DatabaseTarget target) {
        return dialect.connector()
                .locate(target)
                .address()
                .filter(at -> at.startsWith("file:"))
                .isPresent();
    }
}
