package dev.gnomon.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.workspace.SchemaSource;
import dev.gnomon.engine.core.workspace.ShadowSettings;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.MigrationHistory;
import dev.gnomon.engine.tck.server.PgBouncer;
import dev.gnomon.engine.tck.server.TestServer;
import dev.gnomon.engine.tck.server.TestServers;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Behind a pooler in transaction mode, what changes the database stops and what only looks works. */
class PooledSessionTest {

    private static final MigrationHistory HISTORY = new MigrationHistory(
            Optional.empty(),
            List.of(Migration.of("1", "CREATE TABLE \"A\" (\"id\" INTEGER NOT NULL PRIMARY KEY);\n")));

    @Test
    void migrating_stops_and_names_the_way_out_while_looking_works() {
        Optional<TestServer> pooler = PgBouncer.inFrontOf(TestServers.postgresql());
        if (pooler.isEmpty()) {
            System.out.println("not run: PgBouncer is not installed");
        }
        Assumptions.assumeTrue(pooler.isPresent(), "PgBouncer is not installed");
        try (TestDatabase database = TestDatabase.create("postgresql");
                Engine engine = Engine.builder().build()) {
            String name = database.dialect()
                    .connector()
                    .locate(database.target())
                    .database()
                    .orElseThrow();
            Workspace pooled =
                    Workspace.of(database.dialect(), pooler.get().target(name)).build();

            assertThatThrownBy(() -> engine.applyMigrations(pooled, HISTORY))
                    .isInstanceOfSatisfying(GnomonException.class, refusal -> {
                        assertThat(refusal.code().id()).isEqualTo("GN-6003");
                        assertThat(refusal.remedy()).contains("directUrl");
                    });
            assertThatThrownBy(() -> engine.devDiagnostic(pooled, HISTORY)).hasMessageStartingWith("GN-6003");
            assertThat(database.schema().tables()).isEmpty();
            try (TestDatabase main = TestDatabase.create("postgresql")) {
                Workspace shadowPooled = Workspace.of(main.dialect(), main.target())
                        .shadow(ShadowSettings.configured(pooler.get().target(name)))
                        .build();
                assertThatThrownBy(() -> engine.devDiagnostic(shadowPooled, HISTORY))
                        .hasMessageStartingWith("GN-6003")
                        .hasMessageContaining("the shadow database, so that it cannot be locked");
            }

            assertThat(engine.diagnoseMigrationHistory(pooled, HISTORY, false)
                            .report()
                            .pending())
                    .containsExactly("1");
            assertThat(engine.introspect(pooled).tables()).isEmpty();
            assertThat(engine.diff(
                                    pooled,
                                    new SchemaSource.Live(pooled.requireTarget()),
                                    new SchemaSource.Live(database.target()))
                            .isEmpty())
                    .isTrue();
        }
    }
}
