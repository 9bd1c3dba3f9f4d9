package dev.gnomon.schema.pull;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QueryLayoutTest {

    @Test
    void clauses_stand_alone_with_their_items_below() {
        assertThat(QueryLayout.of("select id, n from t where a = 1 and b is null"))
                .isEqualTo("""
                SELECT
                  id,
                  n
                FROM
                  t
                WHERE
                  a = 1
                  AND b IS NULL;""");
    }

    @Test
    void short_parentheses_stay_in_a_line_and_joins_open_a_block() {
        assertThat(QueryLayout.of(" SELECT u.id,\n    concat(u.first_name, ' ', u.last_name) AS name\n"
                        + "   FROM (\"User\" u\n     JOIN \"Profile\" p ON ((u.id = p.user_id)));"))
                .isEqualTo("""
                        SELECT
                          u.id,
                          concat(u.first_name, ' ', u.last_name) AS name
                        FROM
                          (
                            "User" u
                            JOIN "Profile" p ON ((u.id = p.user_id))
                          );""");
    }

    @Test
    void casts_names_behind_dots_and_texts_are_left_as_they_are() {
        assertThat(QueryLayout.of("SELECT t.status::text, 'from; where' FROM t"))
                .isEqualTo("""
                SELECT
                  t.status::text,
                  'from; where'
                FROM
                  t;""");
    }
}
