package dev.gnomon.dialect.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.ShadowDatabases;
import dev.gnomon.engine.error.GnomonException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What URLs say. */
class SqlserverUrlTest {

    @Test
    void reads_every_part_of_a_url() {
        SqlserverUrl url = parse("jdbc:sqlserver://db.example\\inst:1444;DATABASE=my%20db;User=sa;password={a;b}}c=d};"
                + "schema=app;encrypt=DANGER_PLAINTEXT;trustServerCertificate=true;loginTimeout=7;socketTimeout=9;"
                + "applicationName=x");
        assertThat(url.host()).isEqualTo("db.example");
        assertThat(url.instance()).contains("inst");
        assertThat(url.port()).contains(1444);
        assertThat(url.database()).isEqualTo("my db");
        assertThat(url.user()).contains("sa");
        assertThat(url.password()).contains("a;b}c=d");
        assertThat(url.namespace()).isEqualTo("app");
        assertThat(url.toString()).doesNotContain("a;b}c=d");
        assertThat(SqlserverDriverProperties.of(url))
                .containsEntry("serverName", "db.example")
                .containsEntry("instanceName", "inst")
                .containsEntry("portNumber", "1444")
                .containsEntry("databaseName", "my db")
                .containsEntry("password", "a;b}c=d")
                .containsEntry("encrypt", "false")
                .containsEntry("trustServerCertificate", "true")
                .containsEntry("loginTimeout", "7")
                .containsEntry("socketTimeout", "9000")
                .containsEntry("applicationName", "x")
                .doesNotContainKey("schema");
    }

    @Test
    void takes_a_password_of_any_characters_in_braces() {
        String special = "p@s:s/w?o#r[d]%& +'\"\\\\`{};=|~^$!*()<>,.äß漢😀";
        for (String password : List.of(special, "{", "}", "}}", "{}", ";", "=", " a ", "a;database=other")) {
            SqlserverUrl url =
                    parse("sqlserver://h:1433;user={u;1};password={" + password.replace("}", "}}") + "};database=d");
            assertThat(url.password()).contains(password);
            assertThat(url.user()).contains("u;1");
            assertThat(url.database()).isEqualTo("d");
            assertThat(SqlserverDriverProperties.of(url)).containsEntry("password", password);
        }
        assertThat(parse("sqlserver://h;password=a%20b+c}d;user=u").password()).contains("a%20b+c}d");
    }

    @ParameterizedTest
    @CsvSource({
        "encrypt=true,true",
        "encrypt=TRUE,true",
        "encrypt=false,false",
        "encrypt=DANGER_PLAINTEXT,false",
        "encrypt=optional,false",
        "encrypt=strict,strict",
        "integratedSecurity=true,true"
    })
    void encrypts_as_the_url_says(String property, String expected) {
        assertThat(SqlserverDriverProperties.of(parse("sqlserver://h;" + property)))
                .containsEntry("encrypt", expected);
    }

    @Test
    void keeps_the_pool_of_the_client_out_of_the_driver() {
        assertThat(SqlserverDriverProperties.of(parse(
                        "sqlserver://h;connectionLimit=5;poolTimeout=3;max_connection_lifetime=9;isolationLevel=snapshot;"
                                + "integratedSecurity=true;Initial Catalog=d;UID=u;PWD=p")))
                .containsEntry("integratedSecurity", "true")
                .containsEntry("databaseName", "d")
                .containsEntry("user", "u")
                .containsEntry("password", "p")
                .doesNotContainKeys("connectionlimit", "pooltimeout", "max_connection_lifetime", "isolationlevel");
    }

    @Test
    void keeps_what_a_url_does_not_say_to_the_usual() {
        SqlserverUrl url = parse("sqlserver://localhost");
        assertThat(url.database()).isEqualTo("master");
        assertThat(url.namespace()).isEqualTo("dbo");
        assertThat(url.hostAndPort()).isEqualTo("localhost:1433");
        assertThat(SqlserverDriverProperties.of(url))
                .containsEntry("encrypt", "true")
                .containsEntry("trustServerCertificate", "false")
                .containsEntry("loginTimeout", "5")
                .containsEntry("portNumber", "1433");
    }

    @ParameterizedTest
    @CsvSource({"connectTimeout=0,65535", "connection_timeout=12,12", "CONNECTTIMEOUT=3,3", "login_timeout=4,4"})
    void takes_the_timeout_by_all_its_names(String property, String expected) {
        assertThat(SqlserverDriverProperties.of(parse("sqlserver://h;" + property)))
                .containsEntry("loginTimeout", expected);
    }

    @Test
    void finds_another_database_on_the_same_server() {
        SqlserverUrl url = parse("sqlserver://h;databaseName=a;user=u").withDatabase("b%20c");
        assertThat(url.database()).isEqualTo("b%20c");
        assertThat(url.user()).contains("u");
    }

    @ParameterizedTest
    @CsvSource({
        "mysql://h/d,The scheme is not recognized",
        "sqlserver://h:port,Error parsing connection string: Conversion error: invalid digit found in string"
    })
    void says_what_is_wrong_with_a_url(String url, String reason) {
        assertThatThrownBy(() -> parse(url))
                .isInstanceOf(GnomonException.class)
                .hasMessageStartingWith(
                        "P1013: The provided database string is invalid. " + reason + " in database URL.");
    }

    @Test
    void does_not_try_to_create_a_shadow_database_on_azure() {
        ShadowDatabases shadows = new SqlserverShadowDatabases();
        Connection untouched = (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    throw new AssertionError(method + " was called");
                });
        assertThatThrownBy(
                        () -> shadows.create(untouched, target("sqlserver://x.database.windows.net:1433;database=d")))
                .isInstanceOf(GnomonException.class)
                .hasMessage(
                        "P3020: The automatic creation of shadow databases is disabled on Azure SQL. Please set up a"
                                + " shadow database using the `shadowDatabaseUrl` datasource attribute.\nRead the docs page for"
                                + " more details: https://pris.ly/d/migrate-shadow");
    }

    @Test
    void says_where_nobody_answers_and_shows_no_password() {
        assertThatThrownBy(() -> new SqlserverConnector()
                        .connect(target("sqlserver://127.0.0.1:1;database=d;user=sa;password={s3cret};encrypt=false")))
                .isInstanceOf(GnomonException.class)
                .hasMessage(
                        "P1001: Can't reach database server at `127.0.0.1:1`\n\nPlease make sure your database server"
                                + " is running at `127.0.0.1:1`.");
    }

    private static DatabaseTarget target(String url) {
        return new DatabaseTarget(url, Path.of(""));
    }

    private static SqlserverUrl parse(String url) {
        return SqlserverUrl.parse(target(url));
    }
}
