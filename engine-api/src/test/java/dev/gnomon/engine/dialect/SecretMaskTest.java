package dev.gnomon.engine.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a password looks like in the SQL of every database. */
class SecretMaskTest {

    private static Stream<String> statements() {
        return Stream.of(
                // PostgreSQL
                "CREATE ROLE app LOGIN PASSWORD 'xyzzy'",
                "CREATE ROLE app ENCRYPTED PASSWORD 'xyzzy' VALID UNTIL 'infinity'",
                "ALTER ROLE app WITH PASSWORD E'it\\'s xyzzy'",
                "ALTER ROLE app PASSWORD e'xyzzy'",
                "ALTER USER app PASSWORD $$xyzzy$$",
                "ALTER USER app PASSWORD $tag$the 'xyzzy'$tag$",
                "ALTER USER app PASSWORD U&'\\0061xyzzy' UESCAPE '!'",
                "ALTER USER app PASSWORD /* the 'new' one */ 'xyzzy'",
                "ALTER USER app PASSWORD -- it's new\n  'xyzzy'",
                "ALTER USER app PASSWORD 'a'\n  'xyzzy'",
                "CREATE USER MAPPING FOR app SERVER s OPTIONS (user 'bob', password 'xyzzy')",
                "CREATE USER MAPPING FOR app SERVER s OPTIONS (\"user\" 'bob', \"password\" 'xyzzy')",
                "ALTER USER MAPPING FOR app SERVER s OPTIONS (SET password 'xyzzy')",
                "SELECT dblink_connect('c', 'host=h user=u password=xyzzy dbname=d')",
                "SELECT dblink('host=h password=''xy xyzzy'' user=u', 'SELECT 1')",
                "CREATE SUBSCRIPTION s CONNECTION 'host=h password=xyzzy' PUBLICATION p",
                "CREATE SUBSCRIPTION s CONNECTION 'postgresql://u:xyzzy@h/d?sslmode=require' PUBLICATION p",
                "CREATE SUBSCRIPTION s CONNECTION 'postgresql://h/d?user=u&password=xyzzy' PUBLICATION p",
                "DO $$ BEGIN EXECUTE 'ALTER ROLE app PASSWORD ''xyzzy'''; END $$",
                "DO $$ BEGIN EXECUTE format('ALTER ROLE %I PASSWORD %L', 'app', 'y') || ' PASSWORD ''xyzzy'''; END $$",
                "-- CREATE ROLE app PASSWORD 'xyzzy'\nSELECT 1",
                "CREATE ROLE app PASSWORD 'xyzzy",
                "SELECT aws_s3.import(access_key => 'xyzzy')",
                // MySQL and MariaDB
                "CREATE USER app@'%' IDENTIFIED BY 'xyzzy'",
                "CREATE USER app IDENTIFIED BY \"xyzzy\"",
                "CREATE USER app IDENTIFIED BY 'it\\'s xyzzy' REQUIRE SSL",
                "CREATE USER app IDENTIFIED BY PASSWORD '*xyzzy'",
                "CREATE USER app IDENTIFIED WITH caching_sha2_password BY 'xyzzy'",
                "CREATE USER app IDENTIFIED WITH 'mysql_native_password' AS '*xyzzy'",
                "CREATE USER app IDENTIFIED VIA mysql_native_password USING '*xyzzy' OR unix_socket",
                "CREATE USER app IDENTIFIED VIA unix_socket OR mysql_native_password USING PASSWORD('xyzzy')",
                "ALTER USER app IDENTIFIED BY 'new' REPLACE 'xyzzy' RETAIN CURRENT PASSWORD",
                "CREATE USER app IDENTIFIED BY 'a' AND IDENTIFIED WITH auth BY 'xyzzy'",
                "GRANT ALL ON *.* TO app@'h' IDENTIFIED BY 'xyzzy' WITH GRANT OPTION",
                "SET PASSWORD = 'xyzzy'",
                "SET PASSWORD FOR 'app'@'%' = 'xyzzy'",
                "SET PASSWORD FOR app@h = PASSWORD('xyzzy')",
                "SET PASSWORD FOR app@h := OLD_PASSWORD( 'xyzzy' )",
                "SET PASSWORD = 'new' REPLACE 'xyzzy'",
                "CHANGE MASTER TO MASTER_HOST='h', MASTER_PASSWORD='xyzzy', MASTER_PORT=1",
                "CHANGE REPLICATION SOURCE TO SOURCE_PASSWORD = 'xyzzy'",
                "START REPLICA USER='u' PASSWORD='xyzzy'",
                "CREATE SERVER s FOREIGN DATA WRAPPER mysql OPTIONS (USER 'u', PASSWORD 'xyzzy', HOST 'h')",
                "CREATE TABLE f (id int) ENGINE=FEDERATED CONNECTION='mysql://u:xyzzy@h:3306/d/t'",
                "/*!50706 CREATE USER app IDENTIFIED BY 'xyzzy' */",
                "CREATE USER app IDENTIFIED BY _utf8mb4'xyzzy'",
                "CREATE USER app # it's new\n IDENTIFIED # here\n BY 'xyzzy'",
                // SQL Server
                "CREATE LOGIN app WITH PASSWORD = N'xyzzy'",
                "CREATE LOGIN app WITH PASSWORD=0x0200ABCDEFxyzzy HASHED".replace("xyzzy", "99999"),
                "ALTER LOGIN app WITH PASSWORD = 'new' OLD_PASSWORD = 'xyzzy'",
                "CREATE USER app WITH PASSWORD = N'it''s xyzzy', DEFAULT_SCHEMA = dbo",
                "CREATE CREDENTIAL c WITH IDENTITY = 'xyzzy', SECRET = 'y'",
                "CREATE DATABASE SCOPED CREDENTIAL c WITH IDENTITY = 'u', SECRET = 'sv=1&sig=xyzzy'",
                "CREATE MASTER KEY ENCRYPTION BY PASSWORD = 'xyzzy'",
                "OPEN SYMMETRIC KEY k DECRYPTION BY PASSWORD = N'xyzzy'",
                "CREATE SYMMETRIC KEY k WITH KEY_SOURCE = 'xyzzy', IDENTITY_VALUE = 'v' ENCRYPTION BY PASSWORD = 'p'",
                "CREATE APPLICATION ROLE r WITH PASSWORD = 'xyzzy'",
                "EXEC sp_addlinkedsrvlogin 's', 'false', NULL, 'u', 'xyzzy'",
                "EXEC sp_addlinkedsrvlogin @rmtsrvname = N's', @rmtuser = N'u', @rmtpassword = N'xyzzy'",
                "EXEC master.dbo.sp_addlogin 'app', 'xyzzy'",
                "EXEC sp_addlinkedserver @server='s', @provstr='Server=h;Uid=u;Pwd=xyzzy;'",
                "SELECT * FROM OPENROWSET('SQLNCLI', 'Server=h;Uid=sa;Pwd=xyzzy', 'SELECT 1')",
                "SELECT * FROM OPENROWSET('SQLNCLI', 'h';'sa';'xyzzy', 'SELECT 1')",
                "SELECT * FROM OPENDATASOURCE('SQLNCLI', 'Data Source=h;Password={a;}}xyzzy}').d.dbo.t",
                "EXEC('ALTER LOGIN app WITH PASSWORD = ''xyzzy''')",
                // SQLite with encryption
                "PRAGMA key = 'xyzzy'",
                "PRAGMA main.rekey('xyzzy')",
                "ATTACH DATABASE 'f.db' AS e KEY 'xyzzy'");
    }

    @ParameterizedTest
    @MethodSource("statements")
    void a_secret_is_hidden_in_every_way_of_writing_it(String statement) {
        assertThat(SecretMask.maskSql(statement))
                .doesNotContain("xyzzy", "99999")
                .contains("***");
        assertThat(SecretMask.maskSql("Error near \"" + statement + "\" at character 3"))
                .doesNotContain("xyzzy", "99999");
        assertThat(SecretMask.maskSql(statement + ";\n\nCREATE TABLE t (id int);\n"))
                .doesNotContain("xyzzy", "99999");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE users (id int IDENTITY(1,1) PRIMARY KEY, password text NOT NULL, token varchar(20))",
                "ALTER TABLE users ADD COLUMN password_changed timestamp DEFAULT now()",
                "COMMENT ON COLUMN \"User\".\"password\" IS 'hashed'",
                "ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (a) REFERENCES b (c)",
                "UPDATE settings SET value = 'blue' WHERE key = 'theme'",
                "INSERT INTO users (id, password) VALUES (1, NULL)",
                "UPDATE users SET password = NULL WHERE id = $1",
                "SELECT 'nothing'",
                "ALTER USER app PASSWORD EXPIRE NEVER",
                "CREATE USER app IDENTIFIED BY RANDOM PASSWORD"
            })
    void what_holds_no_secret_stays_as_it_is(String statement) {
        assertThat(SecretMask.maskSql(statement)).isEqualTo(statement);
    }

    @Test
    void the_rest_of_a_statement_stays_readable() {
        assertThat(SecretMask.maskSql("CREATE ROLE app PASSWORD 'x' VALID UNTIL '2030-01-01';\nSELECT 1"))
                .isEqualTo("CREATE ROLE app PASSWORD '***' VALID UNTIL '2030-01-01';\nSELECT 1");
        assertThat(SecretMask.maskSql("SELECT dblink('host=h password=x user=u', 'SELECT 1')"))
                .isEqualTo("SELECT dblink('host=h password=*** user=u', 'SELECT 1')");
        assertThat(SecretMask.maskSql("see postgresql://u:p@h/d and http://h/p"))
                .isEqualTo("see postgresql://***@h/d and http://h/p");
    }

    @Test
    void a_server_that_quotes_a_part_of_the_statement_tells_no_secret() {
        String statement = "ALTER USER app IDENTIFIED BI 'Plugh8Plover' NONSENSE PASSWORD 'Plugh8Plover'";

        assertThat(SecretMask.maskSql(
                        "You have an error in your SQL syntax near 'BI 'Plugh8Plover' NONSENSE' at line 1", statement))
                .doesNotContain("Plugh8Plover");
        assertThat(SecretMask.maskSql("error near 'NONSENSE PASSWORD 'Plugh8' at line 1", statement))
                .doesNotContain("Plugh8");
    }
}
