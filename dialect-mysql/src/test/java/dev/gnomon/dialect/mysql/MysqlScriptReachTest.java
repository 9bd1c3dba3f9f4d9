package dev.gnomon.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.dialect.Reach;
import dev.gnomon.engine.dialect.ReachKind;
import dev.gnomon.engine.dialect.ReachScope;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told of scripts that reach out of their database, and of those that only look like it. */
class MysqlScriptReachTest {

    private static final ReachScope SCOPE = new ReachScope(Optional.of("shadow_ok"), Optional.of("shop"));

    private final MysqlScriptReach reading = new MysqlScriptReach();

    private List<Reach> read(String script) {
        return reading.read(script, SCOPE);
    }

    private static Stream<String> lines(String text) {
        return text.lines().filter(line -> !line.isBlank());
    }

    /** The kind and a statement that is of it. */
    static Stream<String> reaching() {
        return lines("""
                databases|USE victim
                databases|USE `victim`
                databases|USE`victim`
                databases|CREATE DATABASE victim
                databases|CREATE DATABASE IF NOT EXISTS `victim` CHARACTER SET utf8mb4
                databases|CREATE SCHEMA victim
                databases|CREATE OR REPLACE DATABASE victim
                databases|CREATE DATABASE /*!32312 IF NOT EXISTS*/ `victim` /*!40100 DEFAULT CHARACTER SET utf8 */
                databases|DROP DATABASE victim
                databases|DROP SCHEMA IF EXISTS victim
                databases|/*!40000 DROP DATABASE IF EXISTS `victim`*/
                databases|ALTER DATABASE victim CHARACTER SET utf8mb4
                databases|ALTER SCHEMA `victim` COLLATE utf8mb4_bin
                databases|SELECT * FROM victim.t
                databases|SELECT * FROM a, victim.t
                databases|SELECT * FROM a x, (victim.t y)
                databases|SELECT * FROM a JOIN victim.t ON a.id = t.id
                databases|SELECT * FROM a STRAIGHT_JOIN victim.t
                databases|SELECT * FROM a NATURAL LEFT JOIN victim.t
                databases|SELECT * FROM (a JOIN (b, victim.t))
                databases|SELECT * FROM a WHERE id IN (SELECT id FROM victim.t)
                databases|SELECT victim.t.c FROM t
                databases|SELECT victim.t.* FROM t
                databases|SELECT victim.f(1)
                databases|SELECT `victim`.`f`(a.b) FROM a
                databases|WITH x AS (SELECT * FROM victim.t) SELECT * FROM x
                databases|TABLE victim.t
                databases|INSERT INTO victim.t VALUES (1)
                databases|INSERT victim.t VALUES (1)
                databases|INSERT LOW_PRIORITY IGNORE INTO victim.t (a) SELECT a FROM b
                databases|INSERT INTO a SELECT * FROM victim.t
                databases|REPLACE INTO victim.t VALUES (1)
                databases|REPLACE victim.t SET a = 1
                databases|UPDATE victim.t SET a = 1
                databases|UPDATE a, victim.t SET a.x = 1
                databases|UPDATE a JOIN victim.t ON a.id = t.id SET t.x = 1
                databases|DELETE FROM victim.t
                databases|DELETE QUICK FROM victim.t WHERE id = 1
                databases|DELETE victim.t FROM a JOIN victim.t
                databases|DELETE a, victim.t.* FROM a
                databases|DELETE FROM a, victim.t USING a JOIN b
                databases|DELETE FROM a USING a JOIN victim.t
                databases|TRUNCATE victim.t
                databases|TRUNCATE TABLE victim.t
                databases|DROP TABLE victim.t
                databases|DROP TABLES IF EXISTS a, b, victim.t
                databases|DROP TEMPORARY TABLE victim.t
                databases|DROP VIEW a, victim.v
                databases|DROP TRIGGER IF EXISTS victim.x
                databases|DROP EVENT victim.e
                databases|DROP PROCEDURE IF EXISTS victim.p
                databases|DROP FUNCTION victim.f
                databases|DROP SEQUENCE victim.s
                databases|DROP INDEX i ON victim.t
                databases|CREATE INDEX i ON victim.t (a)
                databases|CREATE UNIQUE INDEX i USING BTREE ON victim.t (a)
                databases|CREATE TABLE victim.t (id INT)
                databases|CREATE TABLE IF NOT EXISTS `victim` . `t` (id INT)
                databases|CREATE OR REPLACE TABLE victim.t (id INT)
                databases|CREATE TEMPORARY TABLE victim.t (id INT)
                databases|CREATE TABLE a LIKE victim.t
                databases|CREATE TABLE a (LIKE victim.t)
                databases|CREATE TABLE a AS SELECT * FROM victim.t
                databases|CREATE TABLE a (id INT, FOREIGN KEY (id) REFERENCES victim.t (id))
                databases|CREATE TABLE a (id INT REFERENCES victim.t (id))
                databases|CREATE TABLE a (id INT) ENGINE=MERGE UNION=(b, victim.t)
                databases|CREATE VIEW victim.v AS SELECT 1
                databases|CREATE OR REPLACE ALGORITHM=MERGE DEFINER=`root`@`localhost` SQL SECURITY DEFINER VIEW v AS SELECT * FROM victim.t
                databases|CREATE SEQUENCE victim.s
                databases|CREATE TRIGGER x BEFORE INSERT ON victim.t FOR EACH ROW SET NEW.a = 1
                databases|CREATE TRIGGER x AFTER INSERT ON a FOR EACH ROW INSERT INTO victim.t VALUES (NEW.id)
                databases|CREATE TRIGGER x AFTER UPDATE ON a FOR EACH ROW BEGIN SET @a = 1; DELETE FROM victim.t; END
                databases|CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO DELETE FROM victim.t
                databases|CREATE EVENT victim.e ON SCHEDULE EVERY 1 DAY DO SELECT 1
                databases|CREATE PROCEDURE p() BEGIN IF 1 THEN DROP TABLE victim.t; END IF; END
                databases|CREATE DEFINER=root@localhost PROCEDURE p() UPDATE victim.t SET a = 1
                databases|CREATE FUNCTION victim.f() RETURNS INT RETURN 1
                databases|CREATE FUNCTION f() RETURNS INT RETURN (SELECT COUNT(*) FROM victim.t)
                databases|BEGIN NOT ATOMIC DROP TABLE victim.t; END
                databases|ALTER TABLE victim.t ADD a INT
                databases|ALTER IGNORE TABLE victim.t DROP a
                databases|ALTER TABLE a RENAME TO victim.t
                databases|ALTER TABLE a RENAME victim.t
                databases|ALTER TABLE a ADD b INT, RENAME AS victim.t
                databases|ALTER TABLE a EXCHANGE PARTITION p WITH TABLE victim.t
                databases|ALTER TABLE a ADD CONSTRAINT x FOREIGN KEY (b) REFERENCES victim.t (id)
                databases|ALTER EVENT e RENAME TO victim.e
                databases|ALTER VIEW victim.v AS SELECT 1
                databases|RENAME TABLE a TO victim.t
                databases|RENAME TABLE a TO b, victim.t TO c
                databases|CALL victim.p()
                databases|HANDLER victim.t OPEN
                databases|LOCK TABLES a READ, victim.t WRITE
                databases|ANALYZE TABLE victim.t
                databases|OPTIMIZE LOCAL TABLE a, victim.t
                databases|REPAIR TABLE victim.t
                databases|CHECK TABLE victim.t
                databases|CHECKSUM TABLE victim.t
                databases|DESCRIBE victim.t
                databases|EXPLAIN SELECT * FROM victim.t
                databases|SELECT NEXT VALUE FOR victim.s
                databases|SELECT NEXTVAL(victim.s)
                databases|SELECT victim.s.nextval
                databases|SET @a = (SELECT MAX(id) FROM victim.t)
                databases|DO (SELECT 1 FROM victim.t)
                databases|SET STATEMENT max_statement_time = 1 FOR DROP TABLE victim.t
                databases|DROP TABLE "victim"."t"
                databases|SELECT 1 INTO @a FROM victim.t
                databases|DROP TABLE shop.t
                databases|DROP TABLE IF EXISTS `SHOP`.`users`
                databases|LOAD INDEX INTO CACHE victim.t
                databases|PREPARE s FROM 'DROP TABLE victim.t'
                databases|EXECUTE IMMEDIATE 'DROP TABLE victim.t'
                databases|EXECUTE IMMEDIATE CONCAT('DROP TABLE vic', 'tim.t')
                databases|SET @s = 'DROP TABLE victim.t'; PREPARE s FROM @s
                databases|SET @a = 'victim', @s = CONCAT('DROP TABLE `', @a, '`.t'); PREPARE s FROM @s
                databases|SET @s = CONCAT('DROP TABLE ', 'victim', '.precious'); PREPARE s FROM @s; EXECUTE s
                databases|SET @s = UNHEX('44524F50205441424C452076696374696D2E74'); PREPARE s FROM @s
                databases|SET @s = 0x44524F50205441424C452076696374696D2E74; PREPARE s FROM @s
                databases|SET @s = X'44524F50205441424C452076696374696D2E74'; PREPARE s FROM @s
                databases|SET @s = REVERSE('t.mitciv ELBAT PORD'); PREPARE s FROM @s
                databases|SET @s = REPLACE('DROP TABLE xyz.t', 'xyz', 'victim'); PREPARE s FROM @s
                databases|SET @s = CONCAT('DROP TABLE ', CHAR(118, 105, 99, 116, 105, 109), '.t'); PREPARE s FROM @s
                databases|SET @s = FROM_BASE64('RFJPUCBUQUJMRSB2aWN0aW0udA=='); PREPARE s FROM @s
                databases|SET @s = IF(1 = 1, 'DROP TABLE victim.t', 'SELECT 1'); PREPARE s FROM @s
                databases|SELECT CASE WHEN 1 THEN 'DROP TABLE victim.t' ELSE 'SELECT 1' END INTO @s; PREPARE s FROM @s
                databases|SELECT @s := 'DROP TABLE victim.t'; PREPARE s FROM @s
                databases|SET @s = 'DROP TABLE '; SET @s = CONCAT(@s, 'victim.t'); PREPARE s FROM @s
                databases|SET @s = 'DROP TABLE ' 'victim' '.t'; PREPARE s FROM @s
                databases|CREATE PROCEDURE p(IN q TEXT) BEGIN SET @s = q; PREPARE s FROM @s; EXECUTE s; END; CALL p('DROP TABLE victim.t')
                databases|CREATE PROCEDURE p() BEGIN PREPARE s FROM @s; EXECUTE s; END; SET @s = 'DROP TABLE victim.t'; CALL p()
                databases|SET @s = DATE_FORMAT(NOW(), 'DROP TABLE victim.t'); PREPARE s FROM @s
                databases|CALL run_it('DROP TABLE victim.t')
                databases|/*!99999 ' */ USE victim; -- '
                databases|/*/ ; USE victim; -- */
                databases|SET sql_mode = 'NO_BACKSLASH_ESCAPES'; SELECT 'a\\'; USE victim; SELECT ' '
                databases|SELECT 'a\\'; USE victim; SELECT ' '
                databases|SET sql_mode = 'ANSI_QUOTES'; SELECT 1 AS "a\\"; USE victim; SELECT 1 AS " "
                unreadable|SET @s = CONCAT('DROP TABLE ', (SELECT name FROM secrets LIMIT 1)); PREPARE s FROM @s
                unreadable|SELECT command INTO @s FROM commands; PREPARE s FROM @s
                unreadable|PREPARE s FROM @from_an_earlier_script
                unreadable|SELECT CONCAT('DROP TABLE ', table_schema, '.', table_name) INTO @s FROM information_schema.tables; PREPARE s FROM @s
                unreadable|SELECT CONCAT('DROP TABLE ', table_schema, '.', table_name) INTO @s FROM information_schema.tables WHERE table_schema <> DATABASE(); PREPARE s FROM @s
                unreadable|SET @s = SUBSTRING('xxDROP TABLE victim.t', 3); PREPARE s FROM @s
                unreadable|SET @s = AES_DECRYPT('x', 'y'); PREPARE s FROM @s
                unreadable|CREATE PROCEDURE p(q TEXT) BEGIN PREPARE s FROM q; EXECUTE s; END
                unreadable|CALL drop_it('victim.precious')
                unreadable|SET sql_mode = CONCAT(@@sql_mode, ',NO_BACKSLASH_ESCAPES'); SELECT 'a\\'; USE victim; -- '
                files|LOAD DATA INFILE '/etc/passwd' INTO TABLE t
                files|LOAD DATA LOW_PRIORITY LOCAL INFILE 'x' INTO TABLE t
                files|LOAD XML INFILE 'x' INTO TABLE t
                files|SELECT * FROM t INTO OUTFILE '/tmp/x'
                files|SELECT 1 INTO DUMPFILE '/tmp/x'
                files|INSERT INTO t VALUES (LOAD_FILE('/etc/passwd'))
                files|INSERT INTO t VALUES (`load_file` ('/etc/passwd'))
                files|CREATE TABLE t (id INT) DATA DIRECTORY = '/tmp'
                files|CREATE TABLE t (id INT) ENGINE=MyISAM INDEX DIRECTORY='/tmp'
                files|ALTER TABLE t DATA DIRECTORY '/tmp'
                files|CREATE TABLE t (id INT) ENGINE=CONNECT TABLE_TYPE=CSV FILE_NAME='/tmp/x'
                files|IMPORT TABLE FROM '/tmp/t.sdi'
                servers|CREATE TABLE t (id INT) ENGINE=FEDERATED CONNECTION='mysql://u@h/db/t'
                servers|CREATE TABLE t (id INT) CONNECTION='mysql://u@h/db/t'
                servers|CREATE TABLE t (id INT) ENGINE 'SPIDER' COMMENT 'x'
                servers|CREATE SERVER s FOREIGN DATA WRAPPER mysql OPTIONS (HOST 'x')
                servers|ALTER SERVER s OPTIONS (HOST 'x')
                servers|DROP SERVER IF EXISTS s
                programs|CREATE FUNCTION sys_exec RETURNS INT SONAME 'x.so'
                programs|CREATE AGGREGATE FUNCTION IF NOT EXISTS f RETURNS STRING SONAME 'x.so'
                programs|INSTALL PLUGIN x SONAME 'x.so'
                programs|INSTALL SONAME 'x'
                programs|INSTALL COMPONENT 'file://component_x'
                programs|UNINSTALL PLUGIN x
                programs|SELECT sys_exec('rm -rf /')
                roles|CREATE USER u IDENTIFIED BY 'secret'
                roles|CREATE USER IF NOT EXISTS 'u'@'%'
                roles|ALTER USER u ACCOUNT LOCK
                roles|DROP USER IF EXISTS u
                roles|RENAME USER a TO b
                roles|CREATE ROLE r
                roles|CREATE OR REPLACE ROLE r
                roles|DROP ROLE r
                roles|GRANT ALL ON *.* TO u
                roles|GRANT SELECT ON shop.* TO u@localhost
                roles|GRANT r TO u
                roles|REVOKE ALL PRIVILEGES, GRANT OPTION FROM u
                roles|SET PASSWORD = 'secret'
                roles|SET PASSWORD FOR u = PASSWORD('secret')
                roles|SET DEFAULT ROLE r TO u
                server|SET GLOBAL max_connections = 1
                server|SET @@GLOBAL.max_connections = 1
                server|SET @@global . max_connections := 1
                server|SET @a = 1, GLOBAL general_log = 1
                server|SET @a = 1, @@persist.general_log = 1
                server|SET PERSIST max_connections = 1
                server|SET PERSIST_ONLY max_connections = 1
                server|SET GLOBAL TRANSACTION ISOLATION LEVEL READ COMMITTED
                server|SET @@GLOBAL.GTID_PURGED=/*!80000 '+'*/ 'a:1'
                server|RESET MASTER
                server|RESET PERSIST
                server|PURGE BINARY LOGS TO 'x'
                server|FLUSH PRIVILEGES
                server|FLUSH TABLES
                server|FLUSH TABLES WITH READ LOCK
                server|SHUTDOWN
                server|RESTART
                server|KILL 5
                server|KILL QUERY 5
                server|CHANGE MASTER TO MASTER_HOST = 'x'
                server|CHANGE REPLICATION SOURCE TO SOURCE_HOST = 'x'
                server|START REPLICA
                server|STOP SLAVE
                server|STOP ALL SLAVES
                server|CREATE TABLESPACE ts ADD DATAFILE 'ts.ibd'
                server|CREATE UNDO TABLESPACE ts ADD DATAFILE 'ts.ibu'
                server|DROP TABLESPACE ts
                server|CREATE LOGFILE GROUP lg ADD UNDOFILE 'x'
                server|ALTER INSTANCE ROTATE INNODB MASTER KEY
                server|CREATE RESOURCE GROUP g TYPE = USER
                server|CLONE LOCAL DATA DIRECTORY = '/tmp/x'
                server|BINLOG 'abc'
                server|XA COMMIT 'x'
                server|LOCK INSTANCE FOR BACKUP
                server|BACKUP STAGE START
                server|INSERT INTO mysql.user VALUES (1)
                server|UPDATE mysql.user SET plugin = ''
                server|DELETE FROM `mysql`.`db`
                server|DROP TABLE sys.sys_config
                server|TRUNCATE performance_schema.events_waits_history
                server|CALL sys.ps_setup_enable_thread(1)
                server|CREATE PROCEDURE p() SET GLOBAL event_scheduler = ON
                server|CREATE PROCEDURE p() BEGIN DECLARE EXIT HANDLER FOR SQLEXCEPTION FLUSH PRIVILEGES; SELECT 1; END
                """);
    }

    @ParameterizedTest
    @MethodSource("reaching")
    void what_reaches_out_is_told_with_its_kind(String line) {
        String[] parts = line.split("\\|", 2);
        ReachKind kind = ReachKind.of(parts[0]).orElseThrow();
        for (String disguised : disguises(parts[1])) {
            assertThat(read(disguised)).as(disguised).extracting(Reach::kind).contains(kind);
        }
        assertThat(read(parts[1])).allSatisfy(reach -> {
            assertThat(reach.what()).doesNotContain("secret").isNotBlank();
            assertThat(reach.remedy()).endsWith(".");
        });
    }

    /** The same statement in other letters and other white space, with comments and other statements around it. */
    private static List<String> disguises(String statement) {
        boolean dependsOnItsPlace = statement.startsWith("/*/") || statement.startsWith("/*!99999");
        if (dependsOnItsPlace || statement.contains("\\")) {
            return List.of(statement, "CREATE TABLE a (id INT);\n" + statement);
        }
        String spaced = outsideOfQuotes(statement, " ", "\t\n/* it's; */ ");
        return List.of(
                statement,
                "CREATE TABLE a (id INT);\n" + statement + ";\nCREATE TABLE b (id INT);",
                outsideOfQuotes(statement, " ", "\r\n -- it's\n"),
                statement.startsWith("/*!") ? statement : spaced,
                statement.contains("/*") ? statement : "/*!50000 " + statement + " */",
                statement.contains("/*") ? statement : "/*M!100100 " + statement + " */;",
                upsideDown(statement),
                "DELIMITER $$\nCREATE TABLE a (id INT)$$\n" + statement + "$$\nDELIMITER ;\nSELECT 1;");
    }

    private static String outsideOfQuotes(String statement, String from, String to) {
        String[] parts = statement.split("'", -1);
        for (int each = 0; each < parts.length; each += 2) {
            parts[each] = parts[each].replace(from, to);
        }
        return String.join("'", parts);
    }

    /** In the other letter case, quotes left alone. */
    private static String upsideDown(String statement) {
        String[] parts = statement.split("'", -1);
        for (int each = 0; each < parts.length; each += 2) {
            parts[each] = parts[each].toLowerCase(Locale.ROOT);
        }
        return String.join("'", parts);
    }

    /** Scripts, each on a line of its own. */
    static Stream<String> harmless() {
        return lines("""
                CREATE TABLE `users` (`id` INT NOT NULL AUTO_INCREMENT, PRIMARY KEY (`id`)) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci
                ALTER TABLE `Post` ADD CONSTRAINT `Post_authorId_fkey` FOREIGN KEY (`authorId`) REFERENCES `User`(`id`) ON DELETE RESTRICT ON UPDATE CASCADE
                SELECT u.id, u.name FROM users u
                SELECT shop.id FROM shop
                SELECT shop.* FROM shop JOIN b ON b.id = shop.id
                UPDATE a x JOIN b y ON x.id = y.id SET x.c = y.d, x.e = y.f
                UPDATE users SET users.name = TRIM(LEADING 'x' FROM users.name), users.b = 1
                DELETE x FROM a x JOIN b ON b.id = x.id WHERE b.c IS NULL
                DELETE x.* FROM a x
                DELETE FROM a WHERE a.b = EXTRACT(YEAR FROM a.c)
                INSERT INTO a (b, c) SELECT x.b, y.c FROM x, y WHERE x.id = y.id ORDER BY x.b, y.c
                INSERT INTO a (b) VALUES (1) ON DUPLICATE KEY UPDATE b = VALUES(b), c = a.c + 1
                INSERT INTO a VALUES (1) AS new ON DUPLICATE KEY UPDATE b = new.b
                INSERT INTO notes VALUES ('USE victim; DROP DATABASE victim; SELECT * FROM victim.t')
                INSERT INTO notes VALUES ('it\\'s from example.com'), ("GRANT ALL; it\\"s", 'don\\'t')
                -- USE victim
                # DROP DATABASE victim
                /* DROP TABLE victim.t; */ SELECT 1
                SELECT 1 AS `USE victim`, 2 AS `victim.t`
                CREATE TABLE `grant` (`use` INT, `user` INT, `database` INT)
                ALTER TABLE t ADD COLUMN user INT, DROP role, DROP server, DROP event, ALTER user SET DEFAULT 1
                ALTER TABLE t RENAME COLUMN a TO b, RENAME INDEX i TO j
                ALTER TABLE t CHANGE master replica INT
                ALTER TABLE t RENAME TO u
                ALTER TABLE t DISCARD TABLESPACE
                SELECT JSON_EXTRACT(d.data, '$.a.b'), d.data->'$.x.y', d.data->>'$.z' FROM d
                SELECT * FROM t USE INDEX (i) WHERE t.a = 1
                SELECT * FROM t USE INDEX FOR ORDER BY (i), u
                ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci
                ALTER DATABASE DEFAULT CHARACTER SET = utf8mb4
                SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()
                SELECT * FROM INFORMATION_SCHEMA.COLUMNS c JOIN information_schema.TABLES t ON t.TABLE_NAME = c.TABLE_NAME
                SELECT user FROM mysql.user
                SELECT sys.format_bytes(1), sys.version_major()
                SET NAMES utf8mb4
                SET FOREIGN_KEY_CHECKS = 0
                SET @@SESSION.SQL_LOG_BIN = 0
                SET SESSION sql_mode = 'STRICT_ALL_TABLES', time_zone = '+00:00'
                /*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */
                SET @a = @@global.max_connections
                SET ROLE NONE
                UPDATE t SET `global` = 1, persist = 2
                START TRANSACTION; INSERT INTO t VALUES (1); COMMIT
                LOCK TABLES `a` WRITE, `b` READ; UNLOCK TABLES
                ANALYZE TABLE a
                CREATE DEFINER=`root`@`localhost` TRIGGER x BEFORE INSERT ON a FOR EACH ROW SET NEW.b = UUID()
                CREATE DEFINER=admin@10.0.0.1 VIEW v AS SELECT a.b FROM a
                CREATE DEFINER = role@localhost PROCEDURE p() SELECT 1
                CREATE TRIGGER x AFTER UPDATE ON a FOR EACH ROW BEGIN IF NEW.b <> OLD.b THEN INSERT INTO log VALUES (OLD.b, NEW.b); END IF; END
                CREATE PROCEDURE p() BEGIN DECLARE d INT DEFAULT 0; DECLARE c CURSOR FOR SELECT a.id FROM a; DECLARE CONTINUE HANDLER FOR NOT FOUND SET d = 1; OPEN c; FETCH c INTO d; CLOSE c; END
                BEGIN NOT ATOMIC FOR r IN (SELECT id FROM a) DO UPDATE b SET c = r.id; END FOR; END
                CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO DELETE FROM sessions WHERE sessions.expires < NOW()
                DROP EVENT IF EXISTS e; DROP FUNCTION f; DROP VIEW v
                CALL p(1, 'a')
                CALL log_event('example')
                USE shadow_ok
                CREATE TABLE shadow_ok.t (id INT)
                SELECT 1.5, .5, 1e10, t.1a FROM t
                CREATE TABLE t (id INT, data VARCHAR(5), connection TEXT, engine VARCHAR(9), host INT, server INT, role INT) ENGINE=InnoDB
                CREATE TABLE t (a INT, b INT GENERATED ALWAYS AS (t.a + 1), CHECK (t.a > 0))
                CREATE TABLE t (id INT) PARTITION BY RANGE (id) (PARTITION p VALUES LESS THAN (5) ENGINE = InnoDB)
                SELECT s.nextval
                SELECT NEXT VALUE FOR s
                FLUSH TABLES t
                SELECT flush, reset, shutdown, restart, start, stop FROM t
                SELECT GROUP_CONCAT(a.b ORDER BY a.c SEPARATOR ', ') FROM a
                WITH RECURSIVE x AS (SELECT 1 AS n UNION ALL SELECT x.n + 1 FROM x WHERE x.n < 5) SELECT x.n FROM x
                SELECT j.id FROM t, JSON_TABLE(t.c, '$[*]' COLUMNS (id INT PATH '$.a.b')) AS j
                SHOW TABLES FROM victim
                SHOW CREATE DATABASE victim
                PREPARE s FROM 'SELECT 1'; EXECUTE s; DEALLOCATE PREPARE s
                SET @e = (SELECT COUNT(*) FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = 'a' AND index_name = 'i'); SET @s = IF(@e > 0, 'SELECT ''it is there''', 'ALTER TABLE a ADD INDEX i (b)'); PREPARE s FROM @s; EXECUTE s
                SELECT CONSTRAINT_NAME INTO @c FROM information_schema.KEY_COLUMN_USAGE WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'a' LIMIT 1; SET @s = CONCAT('ALTER TABLE a DROP FOREIGN KEY ', @c); PREPARE s FROM @s; EXECUTE s
                SET @d = DATABASE(); SET @t = 'a'; SET @p = (SELECT IF((SELECT COUNT(*) FROM INFORMATION_SCHEMA.COLUMNS WHERE (table_name = @t) AND (table_schema = @d)) > 0, "SELECT 1", CONCAT("ALTER TABLE ", @t, " ADD b INT(11);"))); PREPARE x FROM @p; EXECUTE x
                SET @s = CONCAT('ALTER TABLE `', DATABASE(), '`.`a` ADD b INT'); PREPARE s FROM @s
                SELECT GROUP_CONCAT(CONCAT('DROP TABLE `', TABLE_SCHEMA, '`.`', TABLE_NAME, '`') SEPARATOR ';') INTO @s FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE(); PREPARE s FROM @s
                SELECT MAX(id) + 1 INTO @m FROM a; SET @s = CONCAT('ALTER TABLE a AUTO_INCREMENT = ', @m); PREPARE s FROM @s
                SELECT MAX(id) INTO @m FROM a; SET @s = CONCAT('ALTER TABLE a AUTO_INCREMENT = ', @m); PREPARE s FROM @s
                CREATE PROCEDURE p(IN t VARCHAR(64), IN c VARCHAR(64)) BEGIN SET @s = CONCAT('ALTER TABLE `', t, '` ADD `', c, '` INT'); PREPARE s FROM @s; EXECUTE s; END; CALL p('a', 'b'); DROP PROCEDURE p
                CREATE PROCEDURE p(d TINYTEXT, t TINYTEXT) BEGIN SET @s = CONCAT('ALTER TABLE ', d, '.', t, ' ADD x INT'); PREPARE s FROM @s; EXECUTE s; END; CALL p(DATABASE(), 'a')
                CREATE PROCEDURE p() BEGIN DECLARE n VARCHAR(64); DECLARE c CURSOR FOR SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE(); OPEN c; FETCH c INTO n; SET @s = CONCAT('ALTER TABLE `', n, '` CONVERT TO CHARACTER SET utf8mb4'); PREPARE s FROM @s; EXECUTE s; END
                SET @s = CASE WHEN @a = 1 THEN 'ALTER TABLE a ADD b INT' ELSE 'DO 0' END; PREPARE s FROM @s
                SET sql_mode = (SELECT REPLACE(@@sql_mode, 'ONLY_FULL_GROUP_BY', '')); INSERT INTO a VALUES ('it\\'s from b.c')
                SET SQL_MODE = ''; INSERT INTO a VALUES ('it\\'s; use a.b')
                /*!999999\\- enable the sandbox mode */
                INSERT INTO a SELECT b.c FROM b LEFT JOIN d ON d.id = b.id GROUP BY b.c, d.e HAVING COUNT(d.id) > 1 LIMIT 5
                CREATE FULLTEXT INDEX i ON a (b) WITH PARSER ngram
                CREATE VIEW v AS SELECT a.id AS id, IF(a.x, b.y, b.z) AS w FROM (a LEFT JOIN b ON (a.id = b.id))
                ALTER TABLE a MODIFY event VARCHAR(9), ADD trigger_name INT, ADD INDEX `data` (b)
                SELECT a.use_it, a.grant_it FROM a PROCEDURE ANALYSE()
                """);
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void what_stays_within_is_not_told(String script) {
        assertThat(read(script)).isEmpty();
        assertThat(read("SELECT 1;\n" + script + ";\nSELECT 2;")).isEmpty();
    }

    @Test
    void each_is_told_with_the_line_of_the_words() {
        String script = """
                -- Two lines of comment,
                /* and another
                   one. */
                CREATE TABLE a (id INT);

                UPDATE a
                  JOIN b ON a.id = b.id,
                       victim.t
                   SET a.x = 1;
                DELIMITER //
                CREATE PROCEDURE p()
                BEGIN
                  SELECT 1;
                  DROP TABLE victim.t;
                END//
                DELIMITER ;
                USE
                victim;
                """;
        assertThat(read(script)).extracting(Reach::line).containsExactly(8, 14, 17);
    }

    @Test
    void the_projects_own_database_is_recognised_and_the_remedy_says_how_to_take_it_off() {
        List<Reach> reaches =
                read("CREATE DATABASE IF NOT EXISTS shop;\nUSE Shop;\nDROP TABLE IF EXISTS `shop`.`users`;");
        assertThat(reaches).extracting(Reach::line).containsExactly(1, 2, 3);
        assertThat(reaches.get(0).remedy()).contains("--databases");
        assertThat(reaches.get(1).what()).contains("USE `Shop`", "the project's own");
        assertThat(reaches.get(2).what()).contains("`shop`.`users`", "the project's own database");
        assertThat(reaches.get(2).remedy()).contains("`shop.`", "Omit schema qualifier");
    }

    @Test
    void the_shadow_database_may_name_itself_but_not_be_dropped() {
        assertThat(read("USE shadow_ok; INSERT INTO shadow_ok.t VALUES (1)")).isEmpty();
        assertThat(read("DROP DATABASE shadow_ok")).hasSize(1);
        assertThat(read("INSERT INTO SHADOW_OK.t VALUES (1)"))
                .as("letters count on some servers")
                .hasSize(1);
    }

    @Test
    void any_input_gives_some_list() {
        for (String script : Arrays.asList(
                "",
                "'",
                "\"",
                "`",
                "/*",
                "/*!",
                "/*!50000",
                "DELIMITER ",
                "DELIMITER",
                "USE",
                "USE ;",
                "a.",
                ".",
                "((((",
                "))))",
                "PREPARE s FROM",
                "EXECUTE IMMEDIATE",
                "CALL p(",
                "SET @a =",
                "@",
                "@@",
                "0x",
                "SELECT",
                "DECLARE c CURSOR FOR",
                "CREATE",
                "\0",
                "SET sql_mode =",
                "CASE",
                "\uE000.t",
                "SET @s = @s; PREPARE s FROM @s")) {
            assertThat(read(script)).as(script).isNotNull();
        }
    }
}
