package dev.gnomon.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.dialect.Reach;
import dev.gnomon.engine.dialect.ReachScope;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Dumps that people take for their first migration, as the tools write them. */
class MysqlDumpReachTest {

    private static final ReachScope SCOPE = new ReachScope(Optional.empty(), Optional.of("shop"));

    private static List<Reach> read(String name) throws IOException {
        try (InputStream dump = MysqlDumpReachTest.class.getResourceAsStream("/dumps/" + name)) {
            return new MysqlScriptReach().read(new String(dump.readAllBytes(), StandardCharsets.UTF_8), SCOPE);
        }
    }

    @Test
    void a_dump_with_databases_reaches_out_where_it_creates_and_uses_its_own() throws IOException {
        assertThat(read("databases-option.sql")).hasSizeBetween(2, 3).allSatisfy(reach -> {
            assertThat(reach.what()).contains("`shop`", "the project's own one");
            assertThat(reach.remedy()).contains("--databases");
        });
    }

    @Test
    void a_dump_of_one_database_stays_within() throws IOException {
        assertThat(read("plain.sql")).isEmpty();
    }

    @Test
    void an_export_of_workbench_names_its_database_everywhere() throws IOException {
        assertThat(read("workbench.sql")).extracting(Reach::line).containsExactly(10, 11, 16, 18, 28, 30, 37);
        assertThat(read("workbench.sql"))
                .extracting(Reach::remedy)
                .anySatisfy(remedy -> assertThat(remedy).contains("Omit schema qualifier"));
    }
}
