package dev.gnomon.dialect.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.dialect.sqlserver.SqlserverToken.Kind;
import dev.gnomon.engine.dialect.Reach;
import dev.gnomon.engine.dialect.ReachKind;
import dev.gnomon.engine.dialect.ReachScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads tokens only: no server is asked. */
class SqlserverScriptReachTest {

    private static final ReachScope SCOPE = new ReachScope(Optional.of("shadow"), Optional.of("shop"));

    private static List<Reach> read(String script) {
        return new SqlserverScriptReach().read(script, SCOPE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "DATABASES | USE shop",
                "DATABASES | USE [master]",
                "DATABASES | SELECT 1 USE other",
                "DATABASES | IF 1 = 1 BEGIN USE \"other\" END",
                "DATABASES | CREATE DATABASE other",
                "DATABASES | CREATE DATABASE [scoped] COLLATE Latin1_General_CI_AS",
                "DATABASES | IF DB_ID('shop') IS NULL CREATE DATABASE shop",
                "DATABASES | ALTER DATABASE shop SET READ_COMMITTED_SNAPSHOT ON",
                "DATABASES | ALTER DATABASE [shop] COLLATE Latin1_General_CI_AS",
                "DATABASES | ALTER DATABASE CURRENT MODIFY NAME = other",
                "FILES | ALTER DATABASE CURRENT ADD FILE (NAME = x, FILENAME = 'c:/x.ndf')",
                "SERVERS | ALTER DATABASE CURRENT SET HADR OFF",
                "DATABASES | DROP DATABASE shop",
                "DATABASES | DROP DATABASE IF EXISTS other, another",
                "DATABASES | SELECT id FROM shop.dbo.users",
                "DATABASES | SELECT id FROM [shop].[dbo].[users] u",
                "DATABASES | SELECT id FROM shop..users",
                "DATABASES | SELECT u.id FROM t, other.dbo.users u",
                "DATABASES | SELECT u.id FROM t AS x, other.dbo.users AS u",
                "DATABASES | SELECT u.id FROM t JOIN other.sales.users u ON u.id = t.id",
                "DATABASES | SELECT 1 WHERE shop.dbo.allowed(1) = 1",
                "DATABASES | INSERT INTO other.dbo.t VALUES (1)",
                "DATABASES | INSERT other.dbo.t VALUES (1)",
                "DATABASES | UPDATE other.dbo.t SET a = 1",
                "DATABASES | UPDATE TOP (5) other.dbo.t SET a = 1",
                "DATABASES | DELETE FROM other.dbo.t",
                "DATABASES | DELETE other.dbo.t",
                "DATABASES | MERGE other.dbo.t AS x USING s ON s.id = x.id WHEN MATCHED THEN DELETE;",
                "DATABASES | MERGE t USING other.dbo.s AS s ON s.id = t.id WHEN MATCHED THEN DELETE;",
                "DATABASES | SELECT * INTO other.dbo.copy FROM t",
                "DATABASES | TRUNCATE TABLE shop.dbo.users",
                "DATABASES | DROP TABLE t, shop.dbo.users",
                "DATABASES | DROP TABLE IF EXISTS shop.dbo.users",
                "DATABASES | CREATE TABLE shop.dbo.t (id INT)",
                "DATABASES | ALTER TABLE shop.dbo.t ADD a INT",
                "DATABASES | CREATE INDEX i ON shop.dbo.t (a)",
                "DATABASES | CREATE SYNONYM s FOR other.dbo.t",
                "DATABASES | SET IDENTITY_INSERT shop.dbo.t ON",
                "DATABASES | EXEC other.dbo.tidy",
                "DATABASES | DECLARE @r INT EXEC @r = other.dbo.tidy 1",
                "DATABASES | EXEC sp_renamedb 'shop', 'x'",
                "DATABASES | EXEC sp_rename 'shop', 'x', 'DATABASE'",
                "DATABASES | EXEC sp_MSforeachdb 'SELECT 1'",
                "DATABASES | RESTORE DATABASE x FROM DISK = 'x.bak'",
                "DATABASES | DBCC CLONEDATABASE (shop, copy)",
                "DATABASES | DBCC CHECKIDENT ('shop.dbo.users', RESEED, 0)",
                "DATABASES | ALTER AUTHORIZATION ON DATABASE::shop TO sa",
                "DATABASES | SELECT 1 FROM tempdb.dbo.shared",
                "SERVERS | SELECT id FROM remote.shop.dbo.users",
                "SERVERS | DELETE FROM [remote].shop..users",
                "SERVERS | SELECT * FROM OPENQUERY(remote, 'DELETE FROM t')",
                "SERVERS | SELECT * FROM OPENROWSET('MSOLEDBSQL', 'Server=x', 'SELECT 1')",
                "SERVERS | SELECT * FROM OPENDATASOURCE('MSOLEDBSQL', 'Server=x').shop.dbo.users",
                "SERVERS | EXEC sp_addlinkedserver @server = N'x'",
                "SERVERS | EXEC master.dbo.sp_serveroption 'x', 'rpc', 'on'",
                "SERVERS | EXEC ('DELETE FROM t') AT remote",
                "SERVERS | CREATE EXTERNAL DATA SOURCE x WITH (LOCATION = 'https://x')",
                "SERVERS | EXEC msdb.dbo.sp_send_dbmail @query = 'SELECT 1'",
                "FILES | BULK INSERT t FROM 'c:/x.csv'",
                "FILES | INSERT INTO t SELECT * FROM OPENROWSET(BULK 'c:/x.csv', SINGLE_CLOB) x",
                "FILES | BACKUP DATABASE shop TO DISK = 'x.bak'",
                "FILES | BACKUP LOG CURRENT TO DISK = 'x.bak'",
                "FILES | SELECT * FROM sys.fn_trace_gettable('c:/x.trc', 1)",
                "FILES | EXEC master.sys.xp_delete_file 0, 'c:/'",
                "FILES | CREATE CERTIFICATE c FROM FILE = 'c:/c.cer'",
                "PROGRAMS | EXEC xp_cmdshell 'dir'",
                "PROGRAMS | EXEC master..xp_cmdshell 'dir'",
                "PROGRAMS | EXECUTE [master].[dbo].[xp_cmdshell] N'dir'",
                "PROGRAMS | xp_cmdshell 'dir'",
                "PROGRAMS | INSERT INTO t EXEC xp_cmdshell 'dir'",
                "PROGRAMS | DECLARE @p sysname = N'xp_cmdshell'; EXEC @p 'dir'",
                "PROGRAMS | EXEC sp_OACreate 'WScript.Shell', @o OUT",
                "PROGRAMS | EXEC sp_execute_external_script @language = N'R', @script = N''",
                "PROGRAMS | CREATE ASSEMBLY x FROM 0x4D5A WITH PERMISSION_SET = UNSAFE",
                "ROLES | CREATE LOGIN app WITH PASSWORD = 'hush'",
                "ROLES | ALTER LOGIN sa DISABLE",
                "ROLES | DROP LOGIN app",
                "ROLES | IF NOT EXISTS (SELECT 1 FROM sys.server_principals) CREATE LOGIN [a\\b] FROM WINDOWS",
                "ROLES | CREATE SERVER ROLE readers",
                "ROLES | ALTER SERVER ROLE sysadmin ADD MEMBER app",
                "ROLES | CREATE CREDENTIAL c WITH IDENTITY = 'x', SECRET = 'hush'",
                "ROLES | GRANT VIEW SERVER STATE TO app",
                "ROLES | GRANT CONTROL SERVER TO app",
                "ROLES | DENY ALTER ANY LOGIN TO app",
                "ROLES | GRANT CREATE ANY DATABASE TO app",
                "ROLES | GRANT IMPERSONATE ON LOGIN::sa TO app",
                "ROLES | EXEC sp_addsrvrolemember 'app', 'sysadmin'",
                "ROLES | EXEC sp_addlogin 'app', 'hush'",
                "ROLES | EXECUTE AS LOGIN = 'sa'",
                "SERVER | EXEC sp_configure 'show advanced options', 1",
                "SERVER | RECONFIGURE WITH OVERRIDE",
                "SERVER | SHUTDOWN WITH NOWAIT",
                "SERVER | KILL 53",
                "SERVER | DBCC FREEPROCCACHE",
                "SERVER | DBCC TRACEON (1222, -1)",
                "SERVER | CREATE ENDPOINT e STATE = STARTED AS TCP (LISTENER_PORT = 5022) FOR TSQL ()",
                "SERVER | CREATE SERVER AUDIT a TO APPLICATION_LOG",
                "SERVER | DROP AVAILABILITY GROUP g",
                "SERVER | CREATE EVENT SESSION s ON SERVER ADD EVENT sqlserver.login",
                "SERVER | CREATE TRIGGER g ON ALL SERVER FOR LOGON AS ROLLBACK",
                "SERVER | EXEC msdb.dbo.sp_add_job @job_name = N'x'",
                "SERVER | EXEC msdb..sp_delete_job @job_name = N'x'",
                "SERVER | ALTER RESOURCE GOVERNOR DISABLE",
                "SERVER | EXEC sp_addmessage 50001, 16, 'x'",
                "DATABASES | EXEC ('USE other')",
                "DATABASES | EXEC (N'DROP DATABASE ' + @name)",
                "DATABASES | EXEC ('DELETE FROM [' + @db + '].dbo.t')",
                "DATABASES | EXEC sp_executesql N'DELETE FROM shop.dbo.users WHERE id = @id', N'@id INT', 1",
                "DATABASES | EXEC sp_executesql @stmt = N'DROP TABLE shop.dbo.users'",
                "DATABASES | DECLARE @s NVARCHAR(MAX) = N'DROP TABLE '; SET @s += N'shop.dbo.users'; EXEC ('' + @s + 'USE x')",
                "DATABASES | DECLARE @s NVARCHAR(MAX); SELECT @s = 'US' + 'E other'; EXEC (@s)",
                "DATABASES | DECLARE @a VARCHAR(9) = 'US', @b VARCHAR(9) = 'E other'; EXEC (@a + @b)",
                "DATABASES | EXEC ('EXEC (''USE other'')')",
                "DATABASES | EXEC master..sp_executesql N'CREATE TABLE x (a INT)'",
                "DATABASES | EXEC other.sys.sp_executesql N'DELETE FROM t'",
                "DATABASES | EXEC sp_prepexec @h OUT, N'@a INT', N'DELETE FROM other.dbo.t'",
                "DATABASES | EXEC sp_MSforeachtable 'DELETE FROM other..t'",
                "DATABASES | CREATE PROCEDURE p AS BEGIN DELETE FROM other.dbo.t END",
                "PROGRAMS | CREATE TRIGGER g ON t AFTER INSERT AS EXEC master..xp_cmdshell 'dir'",
                "UNREADABLE | EXEC (@given)",
                "UNREADABLE | EXEC sp_executesql @given",
                "UNREADABLE | EXEC (CHAR(85) + 'SE other')",
                "UNREADABLE | DECLARE @s NVARCHAR(99); SELECT @s = note FROM t; EXEC (@s)",
                "UNREADABLE | DECLARE @p sysname; SELECT @p = note FROM t; EXEC @p",
            })
    void what_reaches_out_is_found_in_every_disguise(ReachKind kind, String statement) {
        assertThat(read(statement)).extracting(Reach::kind).contains(kind);
        assertThat(read(statement))
                .allSatisfy(reach -> assertThat(reach.what()).isNotBlank().doesNotContain("hush"))
                .allSatisfy(reach -> assertThat(reach.remedy()).isNotBlank());
        List<SqlserverToken> tokens = SqlserverTokens.of(statement);
        List<Integer> usual = read(onePerLine(tokens, "", false)).stream()
                .filter(reach -> reach.kind() == kind)
                .map(Reach::line)
                .toList();
        assertThat(usual).isNotEmpty();
        for (String between : List.of(" /* ; /* GO */ USE */", " -- it's", "\t\f\r")) {
            List<Integer> lines = read("SELECT N'USE x' AS [USE y]\nGO\n" + onePerLine(tokens, between, true)).stream()
                    .filter(reach -> reach.kind() == kind)
                    .map(Reach::line)
                    .toList();
            assertThat(lines)
                    .as(between)
                    .isEqualTo(usual.stream().map(line -> line + 2).toList());
        }
    }

    private static String onePerLine(List<SqlserverToken> tokens, String behind, boolean otherCase) {
        List<String> lines = new ArrayList<>();
        for (SqlserverToken token : tokens) {
            lines.add(written(token, otherCase) + behind);
        }
        return String.join("\n", lines);
    }

    private static String written(SqlserverToken token, boolean otherCase) {
        if (token.kind() == Kind.TEXT) {
            return "N'" + token.value().replace("'", "''") + "'";
        }
        if (token.kind() == Kind.QUOTED) {
            return "[" + token.value().replace("]", "]]") + "]";
        }
        String lower = token.value().toLowerCase(Locale.ROOT);
        return !otherCase
                ? token.value()
                : lower.equals(token.value()) ? token.value().toUpperCase(Locale.ROOT) : lower;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "USE shadow",
                "USE [Shadow]",
                "SELECT a FROM t OPTION (USE HINT ('DISABLE_OPTIMIZER_ROWGOAL'))",
                "SELECT a FROM t OPTION (RECOMPILE, USE PLAN N'<x/>')",
                "-- USE shop\nSELECT 1",
                "/* USE shop /* GO */ DROP DATABASE shop */ SELECT 1",
                "SELECT 'USE shop', N'DROP DATABASE shop'",
                "CREATE TABLE [use] ([database] INT, [backup] INT, [kill] INT)",
                "ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON",
                "ALTER DATABASE shadow SET RECOVERY SIMPLE",
                "ALTER DATABASE SCOPED CONFIGURATION SET MAXDOP = 4",
                "CREATE DATABASE SCOPED CREDENTIAL c WITH IDENTITY = 'x'",
                "CREATE DATABASE AUDIT SPECIFICATION s FOR SERVER AUDIT a",
                "CREATE DATABASE ENCRYPTION KEY WITH ALGORITHM = AES_256",
                "GRANT CREATE DATABASE TO app",
                "GRANT BACKUP DATABASE, BACKUP LOG TO app",
                "SELECT dbo.users.id, dbo.users.name FROM dbo.users",
                "SELECT u.id, dbo.orders.id FROM dbo.users u, dbo.orders WHERE dbo.orders.user_id = u.id",
                "SELECT a FROM dbo.x JOIN dbo.y ON dbo.x.id = dbo.y.id ORDER BY dbo.x.id, dbo.y.id",
                "UPDATE dbo.t SET a = dbo.t.b, c = dbo.t.d FROM dbo.t",
                "SELECT c.value('(/a)[1]', 'int'), x.c.value('.', 'int') FROM t CROSS APPLY doc.nodes('/a') x (c)",
                "SELECT g.location.STAsText() FROM dbo.places g",
                "DROP TABLE IF EXISTS tempdb..#t",
                "SELECT * INTO #t FROM t; INSERT INTO #t VALUES (1)",
                "IF OBJECT_ID('tempdb..#t') IS NOT NULL DROP TABLE #t",
                "IF EXISTS (SELECT 1 FROM tempdb.sys.objects) PRINT 'x'",
                "SELECT name FROM master.sys.databases",
                "SELECT number FROM master..spt_values WHERE type = 'P'",
                "SELECT number FROM master.dbo.spt_values",
                "SELECT COLUMN_NAME FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_NAME = 'shop.dbo.t'",
                "SELECT name FROM shadow.dbo.t",
                "EXEC sp_rename 'dbo.users.name', 'title', 'COLUMN'",
                "EXEC sp_rename N'dbo.users', N'people'",
                "EXEC sys.sp_addextendedproperty @name = N'x', @value = N'USE shop'",
                "EXEC sp_configure",
                "EXEC xp_sprintf @a OUTPUT, '%s', 'x'",
                "CREATE USER app FOR LOGIN app",
                "CREATE USER app FROM LOGIN app WITH DEFAULT_SCHEMA = dbo",
                "ALTER USER app WITH LOGIN = app",
                "CREATE ROLE readers; ALTER ROLE readers ADD MEMBER app",
                "GRANT SELECT ON dbo.t TO readers",
                "GRANT EXECUTE ON SCHEMA::dbo TO readers",
                "GRANT VIEW DATABASE STATE TO app",
                "CREATE PROCEDURE p WITH EXECUTE AS OWNER AS SELECT 1",
                "EXECUTE AS USER = 'app'; REVERT",
                "CREATE TABLE logins (login INT, server INT, endpoint INT, credential INT)",
                "ALTER TABLE t ADD CONSTRAINT c CHECK (login > 0)",
                "ALTER TABLE t DROP COLUMN login",
                "CREATE TRIGGER g ON dbo.t AFTER INSERT AS UPDATE dbo.t SET a = 1",
                "CREATE TRIGGER g ON DATABASE FOR DROP_TABLE AS ROLLBACK",
                "SELECT s.id FROM t AS server JOIN x AS s ON server.id = s.id",
                "DBCC CHECKIDENT ('dbo.users', RESEED, 0)",
                "DBCC SHRINKDATABASE (0)",
                "EXEC ('ALTER TABLE dbo.t DROP CONSTRAINT ' + @name)",
                "DECLARE @s NVARCHAR(MAX); SELECT @s = N'ALTER TABLE t DROP CONSTRAINT [' + d.name + N']'"
                        + " FROM sys.default_constraints d; EXEC sp_executesql @s",
                "DECLARE @s NVARCHAR(MAX) = N''; SELECT @s += N'DROP INDEX ' + QUOTENAME(i.name) + N' ON '"
                        + " + QUOTENAME(s.name) + N'.' + QUOTENAME(t.name) + N';' FROM sys.indexes i; EXEC (@s)",
                "DECLARE @s NVARCHAR(MAX) = N''; SET @s = @s + QUOTENAME(@a) + N' INT'; SET @s = N'ALTER TABLE t ADD ' + @s;"
                        + " EXEC (@s)",
                "DECLARE @s NVARCHAR(MAX) = N'ALTER DATABASE ' + QUOTENAME(DB_NAME()) + N' SET RECOVERY SIMPLE'; EXEC (@s)",
                "DECLARE @s NVARCHAR(99); SELECT TOP 1 @s = ('ALTER TABLE ' + s.name + '.[' + t.name + ']') FROM sys.tables t;"
                        + " EXEC (@s)",
                "DECLARE @s NVARCHAR(99); SELECT TOP (1) @s = 'DROP INDEX ' + i.name FROM sys.indexes i; EXEC (@s)",
                "EXEC ('CREATE VIEW dbo.v AS SELECT dbo.t.a FROM dbo.t')",
                "EXEC sp_executesql N'SELECT @n = COUNT(*) FROM dbo.t', N'@n INT OUTPUT', @n OUTPUT",
                "BEGIN TRY BEGIN TRAN; ALTER TABLE [dbo].[t] ADD [a] INT; COMMIT TRAN; END TRY BEGIN CATCH IF @@TRANCOUNT > 0"
                        + " BEGIN ROLLBACK TRAN END; THROW END CATCH",
                "INSERT INTO dbo.t (a) SELECT a FROM OPENJSON(@j) WITH (a INT '$.use')",
                "SET QUOTED_IDENTIFIER ON; SET ANSI_NULLS ON",
                "CREATE FULLTEXT CATALOG c; CREATE SEQUENCE dbo.s START WITH 1",
                "SELECT NEXT VALUE FOR dbo.s",
                "CREATE SYNONYM s FOR dbo.t",
                "GO\n\nGO 3",
                "",
                "'USE shop",
                "/* USE shop",
            })
    void what_only_looks_like_it_is_let_through(String script) {
        assertThat(read(script)).isEmpty();
    }

    @Test
    void the_main_database_is_known_and_the_remedy_says_how_to_do_without_it() {
        assertThat(read("USE [shop]\nGO\nALTER DATABASE [shop] SET RECOVERY SIMPLE\nGO\nDROP TABLE shop.dbo.users"))
                .extracting(Reach::line)
                .containsExactly(1, 3, 5);
        assertThat(read("USE [shop]").get(0).remedy()).contains("Take `USE shop` out");
        assertThat(read("ALTER DATABASE [shop] SET RECOVERY SIMPLE").get(0).remedy())
                .contains("Write ALTER DATABASE CURRENT");
        assertThat(read("DROP TABLE shop.dbo.users").get(0).remedy()).contains("`shop.`, off");
    }

    @Test
    void the_line_is_that_of_the_words_in_a_text() {
        assertThat(read("EXEC ('CREATE TABLE t (a INT)\n\nUSE other\n')"))
                .extracting(Reach::line)
                .containsExactly(3);
        assertThat(read("EXEC (N'CREATE TABLE t (a INT);'\n + N' DROP\nTABLE other.dbo.t')"))
                .extracting(Reach::line)
                .containsExactly(3);
    }

    @Test
    void a_text_goes_on_behind_a_backslash_at_the_end_of_a_line() {
        assertThat(read("EXEC ('US\\\nE other')")).extracting(Reach::kind).containsExactly(ReachKind.DATABASES);
        assertThat(read("EXEC ('US\\\r\nE other')")).hasSize(1);
    }

    @Test
    void any_cut_of_a_script_can_be_read() {
        String script = "DECLARE @s nvarchar(9) = N'US' + 'E x', @p sysname; EXEC @r = a..b 1 EXEC (@s) AT x USE y;"
                + " MERGE TOP (1) a.b.c.d USING [x]..y ON 1=1 DBCC SHRINKDATABASE ('x') ALTER AUTHORIZATION ON DATABASE::x"
                + " GRANT CONTROL SERVER TO x EXEC sp_executesql @stmt=N'EXEC @p' BACKUP DATABASE x /* /* */ */ 'x";
        for (int length = 0; length <= script.length(); length++) {
            assertThat(read(script.substring(0, length))).isNotNull();
            assertThat(read(script.substring(length))).isNotNull();
        }
    }
}
