package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.tck.DialectContractTest;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;

/** SQLite meets the contract. */
class SqliteContractTest extends DialectContractTest {

    @TempDir
    static Path folder = Path.of("");

    @Override
    protected Dialect dialect() {
        return new SqliteDialect();
    }

    @Override
    protected DatabaseTarget newDatabase() {
        return new DatabaseTarget("file:./" + UUID.randomUUID() + ".db", folder);
    }
}
