package dev.gnomon.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.dialect.PoolerReport;
import dev.gnomon.engine.tck.server.PgBouncer;
import dev.gnomon.engine.tck.server.TestServer;
import dev.gnomon.engine.tck.server.TestServers;
import java.sql.Connection;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A PgBouncer in transaction mode between gnomon and the server. */
class PostgresqlPoolerTest {

    private static final PostgresqlConnector CONNECTOR = new PostgresqlConnector();

    @Test
    void is_noticed_and_stands_scripts_and_introspection() throws Exception {
        Optional<TestServer> pooler = PgBouncer.inFrontOf(TestServers.postgresql());
        if (pooler.isEmpty()) {
            System.out.println("not run: PgBouncer is not installed");
        }
        Assumptions.assumeTrue(pooler.isPresent(), "PgBouncer is not installed");
        try (ScratchDatabase database = ScratchDatabase.create()) {
            DatabaseTarget pooled = pooler.orElseThrow().target(database.name());
            try (Connection connection = CONNECTOR.connect(pooled)) {
                assertThat(CONNECTOR.detectPooler(connection, pooled)).isInstanceOf(PoolerReport.Pooled.class);
                assertThat(CONNECTOR.identify(connection, pooled))
                        .isEqualTo(CONNECTOR.identify(database.connection(), database.target()));
                for (int round = 0; round < 8; round++) {
                    new PostgresqlScriptRunner()
                            .run(
                                    connection,
                                    "CREATE TABLE t%d (id int); CREATE INDEX ON t%d (id)".formatted(round, round));
                    assertThat(new PostgresqlIntrospector()
                                    .introspect(connection, IntrospectionScope.DEFAULT_NAMESPACE)
                                    .tables())
                            .hasSize(round + 1);
                }
            }
        }
    }
}
