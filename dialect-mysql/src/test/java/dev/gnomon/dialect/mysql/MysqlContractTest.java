package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.tck.DialectContractTest;
import dev.gnomon.engine.tck.server.TestServers;

/** MySQL meets the contract. */
class MysqlContractTest extends DialectContractTest {

    @Override
    protected Dialect dialect() {
        return new MysqlDialect();
    }

    @Override
    protected DatabaseTarget newDatabase() {
        return TestServers.mysql().newTarget();
    }
}
