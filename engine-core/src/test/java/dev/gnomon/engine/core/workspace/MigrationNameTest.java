package dev.gnomon.engine.core.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.MigrationHistory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MigrationNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "init|init",
                "Add User Table|add_user_table",
                "AddUserTable|add_user_table",
                "some-Draft|some_draft",
                "add HTTPServer|add_http_server",
                "list APIs|list_apis",
                "a & b|a_and_b",
                "  --trim me--  |trim_me",
                "Größe ändern|groesse_aendern",
                "crème brûlée|creme_brulee",
                "user's table|users_table",
                "v2Table|v2_table",
                "日本|\"\"",
                "\"\"|\"\""
            })
    void a_name_becomes_fit_for_a_folder(String name, String slug) {
        assertThat(MigrationName.slug(name)).isEqualTo(slug);
    }

    @Test
    void a_long_name_is_cut_at_200_characters() {
        assertThat(MigrationName.slug("x".repeat(300))).hasSize(200);
    }

    @Test
    void the_time_comes_first_in_utc() {
        Instant now = Instant.parse("2024-03-01T02:03:04.567Z");
        assertThat(MigrationName.withTimestamp(now, "init")).isEqualTo("20240301020304_init");
        assertThat(MigrationName.withTimestamp(now, "")).isEqualTo("20240301020304");
    }

    @Test
    void a_migration_comes_behind_one_of_the_same_second() {
        Instant now = Instant.parse("2024-03-01T02:03:04Z");
        MigrationHistory history =
                new MigrationHistory(Optional.empty(), List.of(Migration.of("20240301020304_users", "SELECT 1;")));

        assertThat(MigrationName.behind(history, now, "posts")).isEqualTo("20240301020305_posts");
        assertThat(MigrationName.behind(history, now, "")).isEqualTo("20240301020305");
        assertThat(MigrationName.behind(history, now, "views")).isEqualTo("20240301020304_views");
        assertThat(MigrationName.behind(history, now.plusSeconds(1), "posts")).isEqualTo("20240301020305_posts");
    }

    @Test
    void a_clock_that_went_back_does_not_put_a_migration_in_front_of_others() {
        Instant now = Instant.parse("2024-03-01T02:03:04Z");
        MigrationHistory history = new MigrationHistory(
                Optional.empty(),
                List.of(
                        Migration.of("20240201000000_users", "SELECT 1;"),
                        Migration.of("20240301080000_roads", "SELECT 1;")));

        assertThat(MigrationName.behind(history, now, "zebra")).isEqualTo("20240301080000_zebra");
        assertThat(MigrationName.behind(history, now, "posts")).isEqualTo("20240301080001_posts");
    }

    @Test
    void a_name_that_is_no_time_says_nothing_of_the_clock() {
        Instant now = Instant.parse("2024-03-01T02:03:04Z");
        for (String other : List.of("init", "20249901000000_x", "20250101000000x", "99991231235959_x", "2025", "9_a")) {
            MigrationHistory history =
                    new MigrationHistory(Optional.empty(), List.of(Migration.of(other, "SELECT 1;")));
            assertThat(MigrationName.behind(history, now, "posts")).isEqualTo("20240301020304_posts");
        }
    }
}
