package dev.gnomon.engine.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.model.ObjectName;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqlRefusalTest {

    @Test
    void a_refusal_says_who_refuses_what_and_what_to_do() {
        GnomonException refusal = SqlRefusal.of("Some Database", new SchemaChange.CreateNamespace("shop"));
        assertThat(refusal.code()).isEqualTo(EngineErrorCode.CHANGE_NOT_SUPPORTED);
        assertThat(refusal.problem()).isEqualTo("Some Database has no way to do this: create namespace.");
        assertThat(refusal.remedy()).isEqualTo("Write this step by hand in a migration of its own.");
    }

    @Test
    void a_change_of_a_dialects_own_is_told_in_its_words() {
        SchemaChange own = new SchemaChange.DialectChange() {
            @Override
            public String heading() {
                return "AttachPartition";
            }

            @Override
            public List<ObjectName> tableNames() {
                return List.of();
            }

            @Override
            public String describe() {
                return "attach a partition";
            }
        };
        assertThat(SqlRefusal.of("Some Database", own).problem())
                .isEqualTo("Some Database has no way to do this: attach a partition.");
    }
}
