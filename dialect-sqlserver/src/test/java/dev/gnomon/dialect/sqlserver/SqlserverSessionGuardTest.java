package dev.gnomon.dialect.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.dialect.SessionPlace;
import dev.gnomon.engine.dialect.SessionState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The statements that are written; no server is asked. */
class SqlserverSessionGuardTest {

    private static SessionState state(String... settings) {
        Map<String, String> map = new LinkedHashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            map.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return new SessionState(new SessionPlace(Optional.of("shop"), Optional.of("dbo")), Optional.of("app/dbo"), map);
    }

    private static List<String> words(String script) {
        return SqlserverTokens.of(script).stream().map(SqlserverToken::upper).toList();
    }

    @Test
    void only_what_differs_is_set() {
        assertThat(SqlserverSessionGuard.statements(
                        state("QUOTED_IDENTIFIER=ON", "XACT_ABORT=OFF", "LOCK_TIMEOUT=5000"),
                        state("QUOTED_IDENTIFIER=OFF", "XACT_ABORT=OFF", "LOCK_TIMEOUT=-1")))
                .containsExactly("SET QUOTED_IDENTIFIER ON", "SET LOCK_TIMEOUT 5000");
    }

    @Test
    void what_the_language_decides_is_set_after_it() {
        assertThat(SqlserverSessionGuard.statements(
                        state("LANGUAGE='us_english'", "DATEFORMAT=mdy", "DATEFIRST=7"),
                        state("LANGUAGE='Deutsch'", "DATEFORMAT=dmy", "DATEFIRST=7")))
                .containsExactly("SET LANGUAGE 'us_english'", "SET DATEFORMAT mdy", "SET DATEFIRST 7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "use other",
                "SELECT 1 /* x */ SET/**/NOCOUNT ON",
                "EXECUTE AS USER = 'x'",
                "exec sp_setapprole 'x', 'y'",
                "sp_setapprole 'x', 'y'",
                "BEGIN TRAN",
                "SETUSER 'x'",
            })
    void what_can_change_a_session_is_known_by_its_words(String script) {
        assertThat(SqlserverSessionGuard.canChangeSession(words(script))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALTER TABLE [set] ADD [use] INT", "CREATE TABLE t (a INT) -- USE x", "SELECT 'SET x'"})
    void a_session_that_no_word_can_have_changed_is_not_asked(String script) {
        assertThat(SqlserverSessionGuard.canChangeSession(words(script))).isFalse();
    }

    @Test
    void a_session_that_a_script_made_mute_is_made_to_answer_first() {
        assertThat(SqlserverSessionGuard.unmuting(words("set noexec on set rowcount 5")))
                .containsExactly("SET NOEXEC OFF", "SET ROWCOUNT 0");
    }

    @Test
    void the_state_is_one_row() {
        assertThat(SqlserverSessionGuard.STATE)
                .contains("DB_NAME()", "SUSER_SNAME()", "@@OPTIONS", "@@LOCK_TIMEOUT", "APPLOCK_MODE");
    }

    @Test
    void what_somebody_could_miss_is_asked_of_the_catalog_which_no_policy_filters() {
        assertThat(SqlserverSignOfUse.ROWS).contains("sys.partitions").doesNotContain("temporal_type");
        assertThat(SqlserverSignOfUse.OBJECTS)
                .contains("'P'", "'V'", "'TR'", "'SN'", "'SP'", "'FN'", "last_used_value", "sys.types", "sys.triggers");
    }
}
