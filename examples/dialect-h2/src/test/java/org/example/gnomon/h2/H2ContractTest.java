package org.example.gnomon.h2;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.tck.DialectContractTest;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;

/** The contract of every dialect. */
class H2ContractTest extends DialectContractTest {

    @TempDir
    Path folder;

    @Override
    protected Dialect dialect() {
        return new H2Dialect();
    }

    @Override
    protected DatabaseTarget newDatabase() {
        return new DatabaseTarget("h2:file:./" + UUID.randomUUID() + "?user=sa&password=secret", folder);
    }
}
