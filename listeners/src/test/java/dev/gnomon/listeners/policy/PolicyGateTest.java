package dev.gnomon.listeners.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.dialect.DatabaseLocation;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.AffectedTable;
import dev.gnomon.engine.event.EngineEvent.Place;
import dev.gnomon.engine.event.EngineEvent.Proposed;
import dev.gnomon.engine.event.EngineEvent.ResetProposed;
import dev.gnomon.engine.event.EngineEvent.ScriptStatementProposed;
import dev.gnomon.engine.event.Occurrence;
import dev.gnomon.engine.event.Run;
import dev.gnomon.engine.event.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyGateTest {

    @TempDir
    private Path folder;

    private final List<String> warnings = new ArrayList<>();

    private PolicyGate gate(String rules, String environment) {
        try {
            Path file = Files.writeString(folder.resolve("gnomon.policy.toml"), rules);
            return PolicyGate.read(file, Optional.of(environment), warnings::add);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Verdict ask(PolicyGate gate, Proposed event) {
        return gate.before(
                new Occurrence(new Run("r", "test"), 1, Instant.EPOCH, Optional.empty(), Optional.empty()), event);
    }

    private static Proposed statement(Place place, String kind, String table, Optional<Long> rows) {
        return new ScriptStatementProposed(
                place, "1_a", 0, 1, kind + " " + table, List.of(new AffectedTable(kind, table, rows)));
    }

    private static Proposed drop(String table, Optional<Long> rows) {
        return statement(Place.DATABASE, "DropTable", table, rows);
    }

    @Test
    void rows_decide_and_what_was_not_counted_counts_as_many() {
        PolicyGate gate = gate("[[rule]]\naction='deny'\nchanges=['DropTable']\nrows=10\n", "production");

        assertThat(ask(gate, drop("a", Optional.of(9L)))).isEqualTo(Verdict.proceed());
        assertThat(ask(gate, drop("a", Optional.of(10L))))
                .isEqualTo(Verdict.veto("rule 1 denies DropTable a (10 rows) in production"));
        assertThat(ask(gate, drop("a", Optional.empty())))
                .isEqualTo(Verdict.veto("rule 1 denies DropTable a (rows not counted) in production"));
    }

    @Test
    void only_the_database_counts_and_only_where_the_rule_counts() {
        String rules = "[[rule]]\naction='deny'\nenvironments=['production']\n";

        assertThat(ask(gate(rules, "staging"), drop("a", Optional.of(1L)))).isEqualTo(Verdict.proceed());
        assertThat(ask(gate(rules, "production"), statement(Place.SHADOW_DATABASE, "DropTable", "a", Optional.of(1L))))
                .isEqualTo(Verdict.proceed());
        assertThat(ask(gate(rules, "production"), drop("a", Optional.of(1L)))).isInstanceOf(Verdict.Veto.class);
    }

    @Test
    void a_whole_command_can_be_denied() {
        PolicyGate gate = gate("[[rule]]\naction='deny'\nchanges=['reset']\nreason='never'\n", "production");
        DatabaseLocation database = new DatabaseLocation(Optional.of("app"), Optional.empty(), Optional.empty());

        assertThat(ask(gate, new ResetProposed(database)))
                .isEqualTo(Verdict.veto("rule 1 denies Reset in production: never"));
    }

    @Test
    void a_warning_is_told_once() {
        PolicyGate gate = gate("[[rule]]\nname='careful'\naction='warn'\n", "here");

        assertThat(ask(gate, drop("a", Optional.of(1L)))).isEqualTo(Verdict.proceed());
        assertThat(ask(gate, drop("a", Optional.of(1L)))).isEqualTo(Verdict.proceed());
        assertThat(warnings).containsExactly("careful warns of DropTable a (1 rows) in here");
    }

    @ParameterizedTest
    @CsvSource({
        "users, Users, true",
        "user*, users, true",
        "*_log, audit_log, true",
        "a*b*c, axxbyyc, true",
        "a*b*c, axxc, false",
        "*, anything, true",
        "ab*ba, aba, false",
        "users, users2, false"
    })
    void patterns_compare_part_by_part(String pattern, String table, boolean matches) {
        PolicyGate gate = gate("[[rule]]\naction='deny'\ntables=['" + pattern + "']\n", "here");

        assertThat(ask(gate, drop(table, Optional.of(1L))) instanceof Verdict.Veto)
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[[rule]] | :1:1: a rule needs an `action`",
                "[[rule]];action='forbid' | :2:1: `forbid` is no action",
                "[[rule]];action='deny';rows=-1 | :3:1: `rows` is no whole number",
                "[[rule]];action='deny';tables='a' | :3:1: `tables` is no list of texts",
                "[[rule]];action='deny';table=['a'] | :3:1: a rule has no `table`",
                "rules=1 | :1:1: there is no setting `rules`",
                "[[rule] | :1:",
            })
    void a_mistake_is_told_with_its_place(String rules, String expected) {
        assertThatThrownBy(() -> gate(rules.replace(';', '\n'), "here"))
                .isInstanceOfSatisfying(GnomonException.class, failure -> {
                    assertThat(failure.code().id()).isEqualTo("GN-1002");
                    assertThat(failure.problem()).contains("gnomon.policy.toml" + expected);
                });
    }
}
