package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

    private static final CommandDescription NOTHING_BESIDES = CommandDescription.of(
            "test", "", List.of(Option.value("name", "NAME", "").withShortName("n"), Option.flag("force", "")));
    private static final CommandDescription COMMAND = NOTHING_BESIDES.withOperands("[WORDS]");

    @ParameterizedTest
    @CsvSource({"--name users", "--name=users", "-n users", "-n=users", "--name first --name users"})
    void a_value_can_be_given_in_each_form(String line) throws UsageException {
        Arguments arguments = parse(line);
        assertThat(arguments.value("name")).hasValue("users");
        assertThat(arguments.has("force")).isFalse();
        assertThat(arguments.operands()).isEmpty();
    }

    @Test
    void a_value_may_be_empty_hold_equals_signs_or_be_a_single_dash() throws UsageException {
        assertThat(parse("--name=").value("name")).hasValue("");
        assertThat(parse("--name=a=b").value("name")).hasValue("a=b");
        assertThat(parse("--name -").value("name")).hasValue("-");
        assertThat(parse("-").operands()).containsExactly("-");
    }

    @Test
    void a_flag_is_there_without_a_value() throws UsageException {
        Arguments arguments = parse("--force word --force");
        assertThat(arguments.has("force")).isTrue();
        assertThat(arguments.value("force")).isEmpty();
        assertThat(arguments.operands()).containsExactly("word");
    }

    @Test
    void after_two_dashes_everything_is_an_operand() throws UsageException {
        Arguments arguments = parse("--force -- --name -- x");
        assertThat(arguments.has("name")).isFalse();
        assertThat(arguments.operands()).containsExactly("--name", "--", "x");
    }

    @ParameterizedTest
    @CsvSource({
        "--nope, unknown or unexpected option: --nope",
        "--nope=1, unknown or unexpected option: --nope",
        "-x, unknown or unexpected option: -x",
        "-nusers, unknown or unexpected option: -nusers",
        "--nam users, unknown or unexpected option: --nam",
        "--name, option requires argument: --name",
        "-n --force, option requires argument: --name",
        "--force=false, option '--force' should be specified without 'false' parameter"
    })
    void what_makes_no_sense_is_refused(String line, String message) {
        assertThatThrownBy(() -> parse(line)).isInstanceOf(UsageException.class).hasMessage(message);
    }

    @Test
    void operands_are_refused_where_a_command_has_none() {
        assertThatThrownBy(() -> Arguments.parse(NOTHING_BESIDES, List.of("word")))
                .hasMessage("unknown or unexpected option: word");
    }

    private static Arguments parse(String line) throws UsageException {
        return Arguments.parse(COMMAND, List.of(line.split(" ", -1)));
    }
}
