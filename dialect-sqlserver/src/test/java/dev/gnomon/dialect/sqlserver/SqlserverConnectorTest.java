package dev.gnomon.dialect.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.dialect.DatabaseLocation;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.error.GnomonException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a connector says of a URL without asking a server. */
class SqlserverConnectorTest {

    private final SqlserverConnector connector = new SqlserverConnector();

    private static DatabaseTarget target(String url) {
        return new DatabaseTarget(url, Path.of(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sqlserver://localhost;database=shop",
                "jdbc:sqlserver://localhost;databaseName=shop",
                " sqlserver://localhost:1433 "
            })
    void takes_its_own_urls(String url) {
        assertThat(connector.accepts(target(url))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://localhost/shop", "file:dev.db", "", "mssql://localhost"})
    void leaves_others_to_others(String url) {
        assertThat(connector.accepts(target(url))).isFalse();
    }

    @Test
    void tells_where_a_database_is_without_its_secrets() {
        DatabaseLocation location = connector.locate(
                target("sqlserver://db.example:1434;database=shop;user=ann;password=s3cret;schema=sales"));
        assertThat(location.database()).contains("shop");
        assertThat(location.schema()).contains("sales");
        assertThat(location.address().orElseThrow()).contains("db.example:1434");
        assertThat(location.toString()).doesNotContain("s3cret");
    }

    @Test
    void a_url_that_cannot_be_read_is_refused_without_repeating_it() {
        assertThatThrownBy(() -> connector.locate(target("sqlserver://localhost:s3cret;database=shop")))
                .isInstanceOf(GnomonException.class)
                .hasMessageContaining("P1013")
                .hasMessageNotContaining("s3cret");
    }
}
