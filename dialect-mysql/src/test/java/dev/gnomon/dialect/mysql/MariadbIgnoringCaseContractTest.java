package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.tck.DialectContractTest;
import dev.gnomon.engine.tck.server.TestServers;

/** MariaDB meets the contract where the file system knows no letter case. */
class MariadbIgnoringCaseContractTest extends DialectContractTest {

    @Override
    protected Dialect dialect() {
        return new MysqlDialect();
    }

    @Override
    protected DatabaseTarget newDatabase() {
        return TestServers.mariadbIgnoringCase().newTarget();
    }
}
