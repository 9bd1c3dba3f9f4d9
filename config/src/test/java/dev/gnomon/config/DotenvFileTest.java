package dev.gnomon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DotenvFileTest {

    @Test
    void quotes_comments_and_exports_are_read_as_the_original_does() {
        assertThat(DotenvFile.parse("""
                # first
                BARE=some value # comment
                  SPACED =  x
                export EXPORTED=yes
                SINGLE='a # b\\n'
                DOUBLE="line\\nbreak"
                BACK=`it's "both"`
                COLON: colon
                EMPTY=
                MANY="one
                two"
                UNCLOSED="half
                not a setting
                HASH=a#b
                DOTTED.NAME-1=d
                BARE=again
                """))
                .containsExactly(
                        Map.entry("BARE", "again"),
                        Map.entry("SPACED", "x"),
                        Map.entry("EXPORTED", "yes"),
                        Map.entry("SINGLE", "a # b\\n"),
                        Map.entry("DOUBLE", "line\nbreak"),
                        Map.entry("BACK", "it's \"both\""),
                        Map.entry("COLON", "colon"),
                        Map.entry("EMPTY", ""),
                        Map.entry("MANY", "one\ntwo"),
                        Map.entry("UNCLOSED", "\"half"),
                        Map.entry("HASH", "a"),
                        Map.entry("DOTTED.NAME-1", "d"));
    }

    @Test
    void a_reference_may_have_a_default_that_holds_references_itself() {
        Environment environment = new Environment(Map.of("SET", "set", "EMPTY", ""));
        Map<String, String> values = Map.of(
                "A", "app_${STAGE:-development}",
                "B", "${STAGE-development}",
                "C", "${SET:-other}/${SET-other}",
                "D", "${EMPTY:-other}",
                "E", "${GONE:-${ALSO_GONE:-x://${SET}:1/d}}!",
                "F", "${SET:+yes}${GONE:+no}",
                "G", "${GONE:-}.",
                "H", "\\${GONE:-kept}",
                "I", "${GONE:-never closed");

        assertThat(DotenvExpansion.expand(values, environment))
                .containsEntry("A", "app_development")
                .containsEntry("B", "development")
                .containsEntry("C", "set/set")
                .containsEntry("D", "other")
                .containsEntry("E", "x://set:1/d!")
                .containsEntry("F", "yes")
                .containsEntry("G", ".")
                .containsEntry("H", "${GONE:-kept}")
                .containsEntry("I", "${GONE:-never closed");
    }

    @Test
    void references_are_replaced_unless_escaped_and_the_process_wins() {
        Environment environment = new Environment(Map.of("HOST", "real"));
        assertThat(DotenvExpansion.expand(
                        Map.of("URL", "x://$HOST:${PORT}/${GONE}a\\$b", "PORT", "5432", "LOOP", "$LOOP"), environment))
                .containsEntry("URL", "x://real:5432/a$b")
                .containsKey("LOOP");
    }
}
