package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.tck.DialectContractTest;
import dev.gnomon.engine.tck.server.TestServers;

/** SQL Server meets the contract, wherever there is one. */
class SqlserverContractTest extends DialectContractTest {

    @Override
    protected Dialect dialect() {
        return new SqlserverDialect();
    }

    @Override
    protected DatabaseTarget newDatabase() {
        return TestServers.sqlserver().newTarget();
    }
}
