package dev.gnomon.listeners.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.change.TableRedefinition;
import dev.gnomon.engine.dialect.DatabaseLocation;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.AffectedTable;
import dev.gnomon.engine.event.EngineEvent.ChangeFound;
import dev.gnomon.engine.event.EngineEvent.FindingMade;
import dev.gnomon.engine.event.EngineEvent.Place;
import dev.gnomon.engine.event.EngineEvent.Proposed;
import dev.gnomon.engine.event.EngineEvent.Purpose;
import dev.gnomon.engine.event.EngineEvent.ResetProposed;
import dev.gnomon.engine.event.EngineEvent.ScriptStatementProposed;
import dev.gnomon.engine.event.Occurrence;
import dev.gnomon.engine.event.Run;
import dev.gnomon.engine.event.StatementKind;
import dev.gnomon.engine.event.Verdict;
import dev.gnomon.engine.migration.DataLossReport.Finding;
import dev.gnomon.engine.migration.FindingKind;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
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

    private static Proposed statement(Place place, StatementKind kind, String table, OptionalLong rows) {
        return new ScriptStatementProposed(
                place, "1_a", 0, 1, kind.word() + " " + table, List.of(new AffectedTable(kind, table, rows)));
    }

    private static Proposed drop(String table, OptionalLong rows) {
        return statement(Place.DATABASE, StatementKind.DROP_TABLE, table, rows);
    }

    @Test
    void rows_decide_and_what_was_not_counted_counts_as_many() {
        PolicyGate gate = gate("[[rule]]\naction='deny'\nchanges=['DropTable']\nrows=10\n", "production");

        assertThat(ask(gate, drop("a", OptionalLong.of(9)))).isEqualTo(Verdict.proceed());
        assertThat(ask(gate, drop("a", OptionalLong.of(10))))
                .isEqualTo(Verdict.veto("rule 1 denies DropTable a (10 rows) in production"));
        assertThat(ask(gate, drop("a", OptionalLong.empty())))
                .isEqualTo(Verdict.veto("rule 1 denies DropTable a (rows not counted) in production"));
    }

    @Test
    void only_the_database_counts_and_only_where_the_rule_counts() {
        String rules = "[[rule]]\naction='deny'\nenvironments=['production']\n";

        assertThat(ask(gate(rules, "staging"), drop("a", OptionalLong.of(1)))).isEqualTo(Verdict.proceed());
        assertThat(ask(
                        gate(rules, "production"),
                        statement(Place.SHADOW_DATABASE, StatementKind.DROP_TABLE, "a", OptionalLong.of(1))))
                .isEqualTo(Verdict.proceed());
        assertThat(ask(gate(rules, "production"), drop("a", OptionalLong.of(1))))
                .isInstanceOf(Verdict.Veto.class);
    }

    @Test
    void of_tables_that_are_built_anew_together_the_one_with_the_finding_is_judged() {
        PolicyGate gate = gate("[[rule]]\naction='deny'\ntables=['b']\nrows=2\n", "production");

        assertThat(ask(gate, new ChangeFound(Purpose.MIGRATION, redefined("a", "b"), 0)))
                .as("rules about rows wait until they are counted")
                .isEqualTo(Verdict.proceed());
        assertThat(ask(gate, finding("a", OptionalLong.of(5)))).isEqualTo(Verdict.proceed());
        assertThat(ask(gate, finding("b", OptionalLong.of(1)))).isEqualTo(Verdict.proceed());
        assertThat(ask(gate, finding("b", OptionalLong.of(2))))
                .isEqualTo(Verdict.veto("rule 1 denies RedefineTables a, b (2 rows) in production"));
        assertThat(ask(gate, finding("b", OptionalLong.empty())))
                .isEqualTo(Verdict.veto("rule 1 denies RedefineTables a, b (rows not counted) in production"));
    }

    private static Proposed finding(String table, OptionalLong rows) {
        Finding finding = new Finding(
                FindingKind.COLUMN_DROPPED,
                Optional.of(ObjectName.of(table)),
                List.of("c"),
                OptionalLong.of(1),
                "a column goes",
                0);
        return new FindingMade(redefined("a", "b"), finding, rows);
    }

    private static SchemaChange redefined(String... tables) {
        return new SchemaChange.RedefineTables(Stream.of(tables)
                .map(name -> Table.of(ObjectName.of(name), List.of(), Optional.empty(), List.of(), List.of()))
                .map(table -> new TableRedefinition(new BeforeAfter<>(table, table), List.of()))
                .toList());
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

        assertThat(ask(gate, drop("a", OptionalLong.of(1)))).isEqualTo(Verdict.proceed());
        assertThat(ask(gate, drop("a", OptionalLong.of(1)))).isEqualTo(Verdict.proceed());
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

        assertThat(ask(gate, drop(table, OptionalLong.of(1))) instanceof Verdict.Veto)
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
