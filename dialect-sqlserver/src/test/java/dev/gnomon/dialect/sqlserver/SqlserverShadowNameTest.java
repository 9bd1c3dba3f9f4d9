package dev.gnomon.dialect.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.dialect.ShadowDatabases.Leftover;
import dev.gnomon.engine.dialect.ShadowDatabases.ShadowDatabase;
import dev.gnomon.engine.tck.server.TestServer;
import dev.gnomon.engine.tck.server.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SqlserverShadowNameTest {

    private static final long SERVER = 0xCAFE_BABEL;

    @Test
    void a_name_says_which_server_made_it_and_that_gnomon_did() {
        UUID random = UUID.randomUUID();
        String name = "prisma_migrate_shadow_db_" + SqlserverShadowName.withServer(SERVER, random);

        assertThat(name).startsWith("prisma_migrate_shadow_db_cafebabe-").matches(".*-8[0-9a-f]{3}-.*");
        assertThat(SqlserverShadowName.isMadeBy(SERVER, name)).isTrue();
        assertThat(SqlserverShadowName.isMadeBy(SERVER + 1, name)).isFalse();
        assertThat(SqlserverShadowName.isMadeBy(SERVER, "prisma_migrate_shadow_db_" + random))
                .isFalse();
        assertThat(SqlserverShadowName.isMadeBy(SERVER, "prisma_migrate_shadow_db_mine"))
                .isFalse();
    }

    @Test
    void the_lock_lies_in_master_and_the_session_comes_home() {
        assertThat(SqlserverShadowName.acquisition("s'1", "my]db"))
                .isEqualTo("USE master; DECLARE @result INT; EXEC @result = sp_getapplock @Resource = N's''1',"
                        + " @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = 0; USE [my]]db];"
                        + " SELECT @result");
        assertThat(SqlserverShadowName.question("s1", "db"))
                .isEqualTo("USE master; DECLARE @result INT = APPLOCK_TEST('public', N's1', 'Exclusive', 'Session');"
                        + " USE [db]; SELECT @result");
    }

    @Test
    void only_a_database_whose_maker_is_gone_is_abandoned() throws SQLException {
        TestServer server = TestServers.sqlserver();
        SqlserverConnector connector = new SqlserverConnector();
        SqlserverShadowDatabases shadows = new SqlserverShadowDatabases();
        try (Connection observer = connector.connect(server.target("master"))) {
            Connection maker = connector.connect(server.target("master"));
            ShadowDatabase shadow = shadows.create(maker, server.target("master"));
            shadow.connection().close();
            assertThat(shadows.list(observer)).contains(new Leftover(shadow.name(), false));
            assertThat(shadows.abandoned(observer)).doesNotContain(shadow.name());
            assertThat(observer.getCatalog()).isEqualTo("master");

            maker.close();
            assertThat(shadows.abandoned(observer)).contains(shadow.name());
            shadows.drop(observer, shadow.name());
        }
    }
}
