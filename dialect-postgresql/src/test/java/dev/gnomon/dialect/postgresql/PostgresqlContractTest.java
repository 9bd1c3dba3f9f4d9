package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.tck.DialectContractTest;
import dev.gnomon.engine.tck.server.TestServers;

/** PostgreSQL meets the contract. */
class PostgresqlContractTest extends DialectContractTest {

    @Override
    protected Dialect dialect() {
        return new PostgresqlDialect();
    }

    @Override
    protected DatabaseTarget newDatabase() {
        return TestServers.postgresql().newTarget();
    }
}
