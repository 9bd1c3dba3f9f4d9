package dev.gnomon.dialect.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.change.CastSafety;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import dev.gnomon.engine.model.TypeFamily.Unsupported;
import org.junit.jupiter.api.Test;

/** What becomes of values when a type changes. */
class SqliteCastsTest {

    @Test
    void every_value_can_be_a_text() {
        for (Scalar before : Scalar.values()) {
            if (before != Scalar.STRING) {
                assertThat(SqliteCasts.between(before, Scalar.STRING)).contains(CastSafety.SAFE);
            }
        }
    }

    @Test
    void no_cast_fails_but_a_value_may_become_another() {
        assertThat(SqliteCasts.between(Scalar.STRING, Scalar.INT)).contains(CastSafety.RISKY);
        assertThat(SqliteCasts.between(Scalar.BIG_INT, Scalar.INT)).contains(CastSafety.RISKY);
        assertThat(SqliteCasts.between(new Unsupported("point"), Scalar.BYTES)).contains(CastSafety.RISKY);
    }

    @Test
    void the_same_type_is_no_cast_however_its_letters_are_written() {
        assertThat(SqliteCasts.between(Scalar.INT, Scalar.INT)).isEmpty();
        assertThat(SqliteCasts.between(new Unsupported("POINT"), new Unsupported("point")))
                .isEmpty();
    }
}
