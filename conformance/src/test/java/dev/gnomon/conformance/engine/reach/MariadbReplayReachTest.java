package dev.gnomon.conformance.engine.reach;

import dev.gnomon.engine.tck.server.TestServer;
import dev.gnomon.engine.tck.server.TestServers;
import java.util.stream.Stream;

/** On MariaDB, with what MySQL does not have. */
class MariadbReplayReachTest extends MysqlFamilyReplayReachTest {

    @Override
    TestServer newServer() {
        return TestServers.mariadb();
    }

    @Override
    Stream<Attack> attacks() {
        return Stream.concat(
                super.attacks(),
                Stream.of(
                        Attack.of("EXECUTE IMMEDIATE 'DROP TABLE " + victim() + ".precious'", victim()),
                        Attack.of("BEGIN NOT ATOMIC DROP TABLE " + victim() + ".precious; END", victim()),
                        Attack.of(
                                "SET STATEMENT max_statement_time = 9 FOR DROP TABLE " + victim() + ".precious",
                                victim()),
                        Attack.of("/*M!100100 USE " + victim() + " */", victim()),
                        Attack.of("CREATE OR REPLACE DATABASE " + victim(), "CREATE DATABASE"),
                        Attack.of("CREATE SEQUENCE " + victim() + ".s", victim())));
    }
}
