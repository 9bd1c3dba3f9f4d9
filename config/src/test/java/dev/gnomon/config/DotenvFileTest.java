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
    void references_are_replaced_unless_escaped_and_the_process_wins() {
        Environment environment = new Environment(Map.of("HOST", "real"));
        assertThat(DotenvExpansion.expand(
                        Map.of("URL", "x://$HOST:${PORT}/${GONE}a\\$b", "PORT", "5432", "LOOP", "$LOOP"), environment))
                .containsEntry("URL", "x://real:5432/a$b")
                .containsKey("LOOP");
    }
}
