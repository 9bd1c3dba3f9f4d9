package dev.gnomon.conformance.engine.reach;

import dev.gnomon.engine.tck.server.TestServer;
import dev.gnomon.engine.tck.server.TestServers;

/** On MySQL. */
class MysqlReplayReachTest extends MysqlFamilyReplayReachTest {

    @Override
    TestServer newServer() {
        return TestServers.mysql();
    }
}
