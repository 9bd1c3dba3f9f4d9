package dev.gnomon.engine.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.support.ServerUrl.Query;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerUrlTest {

    private static ServerUrl parse(String text, Query query) {
        return ServerUrl.parse(
                text, query, "socket", reason -> new GnomonException(EngineErrorCode.URL_INVALID, reason, ""));
    }

    @Test
    void all_parts_are_decoded_and_the_last_at_sign_ends_the_password() {
        ServerUrl url = parse("us%40er:p@s:s%2F%23@[::1]:5433/my%20db?b=1+2&a=%26&flag#gone", Query.PLAIN);

        assertThat(url.user()).hasValue("us@er");
        assertThat(url.password()).hasValue("p@s:s/#");
        assertThat(url.host()).hasValue("::1");
        assertThat(url.port()).hasValue(5433);
        assertThat(url.path()).hasValue("my db");
        assertThat(url.parameters().toString()).isEqualTo("{b=1+2, a=&, flag=}");
        assertThat(parse("h/?b=1+2", Query.FORM).parameters()).containsEntry("b", "1 2");
    }

    @Test
    void what_is_not_there_is_empty_and_a_stray_per_cent_sign_stays() {
        ServerUrl url = parse("host", Query.PLAIN);
        assertThat(url.user()).isEmpty();
        assertThat(url.port()).isEmpty();
        assertThat(url.path()).isEmpty();
        assertThat(parse("100%:%zz@host", Query.PLAIN).password()).isEqualTo(Optional.of("%zz"));
        assertThat(parse(":5@/d?socket=s", Query.PLAIN).host()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"u:p@h:65536", "u:p@h:secret", "u:se:cret@:1/d", "u:secret@/d"})
    void an_error_tells_the_reason_and_no_secret(String text) {
        assertThatThrownBy(() -> parse(text, Query.PLAIN))
                .hasMessageMatching("P1013: (invalid port number|empty host)\\s*");
    }

    @Test
    void it_prints_without_its_secrets() {
        assertThat(parse("user:secret@h:1/d?password=secret", Query.PLAIN)).hasToString("ServerUrl[h:1]");
    }
}
