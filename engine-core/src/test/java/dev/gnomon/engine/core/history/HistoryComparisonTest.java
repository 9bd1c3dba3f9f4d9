package dev.gnomon.engine.core.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.migration.AppliedMigration;
import dev.gnomon.engine.migration.Checksum;
import dev.gnomon.engine.migration.HistoryReport;
import dev.gnomon.engine.migration.HistoryReport.Renamed;
import dev.gnomon.engine.migration.Migration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoryComparisonTest {

    private static final Instant TIME = Instant.parse("2024-01-01T00:00:00Z");

    @Test
    void equal_histories_have_nothing_to_tell() {
        HistoryReport report = compare(List.of(migration("1"), migration("2")), applied("1"), applied("2"));

        assertThat(report)
                .isEqualTo(new HistoryReport(
                        true, List.of(), List.of(), List.of(), List.of(), List.of(), Optional.empty()));
    }

    @Test
    void without_a_table_everything_is_pending() {
        HistoryReport report = HistoryComparison.compare(List.of(migration("1")), Optional.empty());

        assertThat(report.hasHistoryTable()).isFalse();
        assertThat(report.pending()).containsExactly("1");
    }

    @Test
    void diverging_histories_name_the_last_common_migration() {
        HistoryReport report = compare(List.of(migration("1"), migration("3")), applied("1"), applied("2"));

        assertThat(report.diverges()).isTrue();
        assertThat(report.missing()).containsExactly("2");
        assertThat(report.pending()).containsExactly("3");
        assertThat(report.lastCommon()).hasValue("1");
    }

    @Test
    void a_migration_that_is_gone_and_a_new_one_with_its_script_look_renamed() {
        AppliedMigration gone = row("2_old", "INSERT INTO t VALUES (1);", TIME, null);
        HistoryReport report = compare(
                List.of(Migration.of("2_new", "INSERT INTO t VALUES (1);\n"), Migration.of("3", "SELECT 3;")), gone);

        // A line break at the end is another text.
        assertThat(report.renamed()).isEmpty();
        assertThat(compare(List.of(Migration.of("2_new", "INSERT INTO t VALUES (1);"), migration("3")), gone)
                        .renamed())
                .containsExactly(new Renamed("2_old", "2_new"));
    }

    @Test
    void a_copy_of_a_migration_that_is_still_there_is_none_that_was_renamed() {
        assertThat(compare(
                                List.of(Migration.of("1", "SELECT 1;"), Migration.of("2", "SELECT 1;")),
                                row("1", "SELECT 1;", TIME, null))
                        .renamed())
                .isEmpty();
    }

    @Test
    void scripts_that_do_nothing_tell_nothing_of_a_new_name() {
        for (String nothing : List.of("", "\n", "-- This is an empty migration.", "/* later */ ;")) {
            assertThat(compare(List.of(Migration.of("2", nothing)), row("1", nothing, TIME, null))
                            .renamed())
                    .as(nothing)
                    .isEmpty();
        }
    }

    @Test
    void of_several_with_the_same_script_each_has_one_new_name() {
        assertThat(compare(
                                List.of(
                                        Migration.of("3", "SELECT 1;"),
                                        Migration.of("4", "SELECT 1;"),
                                        Migration.of("5", "SELECT 1;")),
                                row("1", "SELECT 1;", TIME, null),
                                row("2", "SELECT 1;", TIME, null))
                        .renamed())
                .containsExactly(new Renamed("1", "3"), new Renamed("2", "4"));
    }

    @Test
    void a_failed_or_rolled_back_migration_was_not_renamed() {
        assertThat(compare(List.of(Migration.of("2", "SELECT 1;")), row("1", "SELECT 1;", null, null))
                        .renamed())
                .isEmpty();
        assertThat(compare(List.of(Migration.of("2", "SELECT 1;")), row("1", "SELECT 1;", null, TIME))
                        .renamed())
                .isEmpty();
    }

    @Test
    void line_ends_are_no_edit_and_a_comment_is_one() {
        assertThat(compare(List.of(Migration.of("1", "SELECT 1;\r\n")), row("1", "SELECT 1;\n", TIME, null))
                        .edited())
                .isEmpty();
        assertThat(compare(List.of(Migration.of("1", "-- x\nSELECT 1;\n")), row("1", "SELECT 1;\n", TIME, null))
                        .edited())
                .containsExactly("1");
    }

    @Test
    void a_migration_that_was_rolled_back_is_pending_again() {
        HistoryReport report = compare(List.of(migration("1")), row("1", "other text", null, TIME));

        assertThat(report.pending()).containsExactly("1");
        assertThat(report.edited()).isEmpty();
        assertThat(report.failed()).isEmpty();
    }

    @Test
    void a_failed_migration_is_known_to_the_database() {
        HistoryReport report = compare(List.of(migration("1")), row("1", "script of 1", null, null));

        assertThat(report.pending()).isEmpty();
        assertThat(report.failed()).extracting(AppliedMigration::migrationId).containsExactly("1");
    }

    @Test
    void a_recorded_migration_whose_file_is_missing_is_an_error() {
        Migration empty = new Migration("1", Optional.empty());

        assertThat(compare(List.of(empty)).pending()).containsExactly("1");
        assertThatThrownBy(() -> compare(List.of(empty), applied("1")))
                .hasMessage("P3015: Could not find the migration file at migration.sql. Please delete the directory or"
                        + " restore the migration file.");
    }

    @Test
    void several_reasons_make_a_list_in_the_documented_order() {
        HistoryReport report =
                compare(List.of(Migration.of("1", "edited"), migration("3")), applied("1"), row("2", "x", null, null));

        assertThat(ResetReasons.of(report, Optional.empty(), true))
                .containsExactly(
                        "The migration `2` failed.",
                        "The migration `1` was modified after it was applied.",
                        "The migrations recorded in the database diverge from the local migrations directory. Last common"
                                + " migration: `1`. Migrations applied to the database but absent from the migrations"
                                + " directory are: 2");
    }

    private static HistoryReport compare(List<Migration> migrations, AppliedMigration... rows) {
        return HistoryComparison.compare(migrations, Optional.of(List.of(rows)));
    }

    private static Migration migration(String id) {
        return Migration.of(id, "script of " + id);
    }

    private static AppliedMigration applied(String id) {
        return row(id, "script of " + id, TIME, null);
    }

    private static AppliedMigration row(String id, String script, Instant finishedAt, Instant rolledBackAt) {
        return new AppliedMigration(
                "row of " + id,
                id,
                Checksum.of(script),
                TIME,
                Optional.ofNullable(finishedAt),
                Optional.ofNullable(rolledBackAt),
                Optional.empty(),
                finishedAt == null ? 0 : 1);
    }
}
