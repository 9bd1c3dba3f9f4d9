package dev.gnomon.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.dialect.DatabaseLocation;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** URLs in Prisma's form and in JDBC's. */
class PostgresqlUrlTest {

    private static PostgresqlUrl parse(String url) {
        return PostgresqlUrl.parse(new DatabaseTarget(url, Path.of("/project")));
    }

    @Test
    void decodes_user_password_and_database() {
        PostgresqlUrl url = parse("postgresql://us%40er:p%3A%2F%23w%25@db.example:6000/my%20db?schema=app");

        assertThat(url.user()).contains("us@er");
        assertThat(url.password()).contains("p:/#w%");
        assertThat(url.host()).isEqualTo("db.example");
        assertThat(url.port()).contains(6000);
        assertThat(url.database()).contains("my db");
        assertThat(url.writtenNamespace()).contains("app");
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://u:p@localhost:5432/db, localhost:5432",
        "postgres://u:p@localhost/db, localhost",
        "postgresql://u@[::1]:5433/db, [::1]:5433",
        "postgresql://u@[2001:db8::5]/db, [2001:db8::5]",
        "postgresql://u@localhost/db?host=/run/postgresql, unix:/run/postgresql",
        "postgresql://u@%2Frun%2Fpostgresql/db, unix:/run/postgresql",
        "postgresql:///db, localhost",
        "jdbc:postgresql://u.example:6543/db?user=u, u.example:6543",
        "jdbc:postgresql://u.example/db, u.example",
        "jdbc:postgresql:db, localhost"
    })
    void shows_the_address_with_a_port_only_if_one_is_written(String url, String address) {
        DatabaseLocation location = new PostgresqlConnector().locate(ScratchDatabase.target(url));

        assertThat(location.address()).contains(address);
        assertThat(location.database()).contains("db");
        assertThat(location.schema()).contains("public");
    }

    @Test
    void takes_the_usual_database_where_none_is_written() {
        assertThat(new PostgresqlConnector().locate(ScratchDatabase.target("postgresql://u@h")))
                .isEqualTo(new DatabaseLocation(Optional.of("postgres"), Optional.of("public"), Optional.of("h")));
    }

    @Test
    void reads_the_namespace_of_a_jdbc_url() {
        assertThat(parse("jdbc:postgresql://h/db?currentSchema=app").writtenNamespace())
                .contains("app");
    }

    @ParameterizedTest
    @CsvSource({
        "mysql://u@h/db, The scheme is not recognized",
        "postgresql://u:p#w@h:5432/db, invalid port number",
        "postgresql://u@h:99999/db, invalid port number",
        "postgresql://u@/db, empty host"
    })
    void refuses_what_cannot_be_read_and_keeps_the_password_to_itself(String url, String reason) {
        assertThatThrownBy(() -> parse(url))
                .hasMessageStartingWith("P1013: The provided database string is invalid. " + reason
                        + " in database URL. Please refer to the documentation in https://pris.ly/d/config-url for")
                .hasMessageNotContaining("p#w");
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect_timeout", "socket_timeout"})
    void refuses_a_timeout_that_is_no_number(String parameter) {
        assertThatThrownBy(() -> PostgresqlDriverProperties.of(parse("postgresql://u@h/db?" + parameter + "=soon")))
                .hasMessageStartingWith("P1013: ")
                .hasMessageContaining("`" + parameter + "`");
    }

    @ParameterizedTest
    @CsvSource({
        "'', prefer",
        "sslmode=disable, disable",
        "sslmode=require, require",
        "sslmode=verify-ca&sslrootcert=ca.pem, verify-ca",
        "sslmode=verify-full, verify-full",
        "sslmode=require&sslaccept=strict, verify-full",
        "sslmode=require&sslaccept=accept_invalid_certs, require"
    })
    void encrypts_as_the_parameters_say(String parameters, String mode) {
        assertThat(PostgresqlDriverProperties.of(parse("postgresql://u@h/db?" + parameters)))
                .containsEntry("sslmode", mode);
    }

    @Test
    void finds_certificates_beside_the_schema() {
        assertThat(PostgresqlDriverProperties.of(
                        parse("postgresql://u@h/db?sslmode=require&sslaccept=strict&sslcert=./ca.pem&sslidentity=me.p12"
                                + "&sslpassword=s%26p")))
                .containsEntry("sslrootcert", "/project/ca.pem")
                .containsEntry("sslkey", "/project/me.p12")
                .containsEntry("sslpassword", "s&p");
    }

    @Test
    void passes_on_what_the_driver_knows() {
        assertThat(PostgresqlDriverProperties.of(parse("postgresql://u@h/db?application_name=ci&connect_timeout=9"
                        + "&socket_timeout=30&options=-c%20statement_timeout%3D5s&channel_binding=require"
                        + "&connection_limit=3&pgbouncer=true&statement_cache_size=0&unknown=1")))
                .containsEntry("ApplicationName", "ci")
                .containsEntry("connectTimeout", "9")
                .containsEntry("socketTimeout", "30")
                .containsEntry("options", "-c statement_timeout=5s")
                .containsEntry("channelBinding", "require")
                .containsEntry("preferQueryMode", "simple")
                .doesNotContainKeys("connection_limit", "pgbouncer", "unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://u@ep-cool-1-pooler.eu.neon.tech/db, true",
        "postgresql://u@ep-cool-1.eu.neon.tech/db, false",
        "postgresql://u@aws-0.pooler.supabase.com:6543/db, true",
        "postgresql://u@aws-0.pooler.supabase.com:5432/db, false",
        "postgresql://u@localhost:6543/db, false"
    })
    void knows_the_addresses_of_transaction_poolers(String url, boolean pooled) {
        assertThat(parse(url).looksPooled()).isEqualTo(pooled);
    }

    @Test
    void reads_or_refuses_any_text() {
        String[] parts = {
            "@", ":", "/", "?", "#", "[", "]", "%", "%4", "%41", "=", "&", "host", "schema", "5432", "é", "//", ",", "'"
        };
        Random random = new Random(20_261_122);
        for (int round = 0; round < 5_000; round++) {
            StringBuilder url = new StringBuilder(random.nextBoolean() ? "postgresql://" : "jdbc:postgresql:");
            for (int count = random.nextInt(12); count >= 0; count--) {
                url.append(parts[random.nextInt(parts.length)]);
            }
            try {
                assertThat(parse(url.toString()).address()).isNotEmpty();
            } catch (GnomonException refusal) {
                assertThat(refusal.code()).as(url.toString()).isEqualTo(EngineErrorCode.URL_INVALID);
            }
        }
    }

    @Test
    void prints_no_secret() {
        assertThat(parse("postgresql://user:secret@h/db?sslpassword=hidden").toString())
                .doesNotContain("user", "secret", "hidden");
    }
}
