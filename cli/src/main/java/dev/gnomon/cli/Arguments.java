package dev.gnomon.cli;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The options and operands of one invocation. */
final class Arguments {

    private final ParseResult parsed;

    private Arguments(ParseResult parsed) {
        this.parsed = parsed;
    }

    /**
     * Read a command line: {@code --name value}, {@code --name=value}, {@code -n value}, flags, and after
     * {@code --} only operands.
     *
     * @throws UsageException for what the command does not have
     */
    static Arguments parse(CommandDescription command, List<String> line) throws UsageException {
        CommandLine commandLine = new CommandLine(specification(command));
        commandLine.setOverwrittenOptionsAllowed(true);
        commandLine.setExpandAtFiles(false);
        commandLine.setAllowOptionsAsOptionParameters(false);
        commandLine.setPosixClusteredShortOptionsAllowed(false);
        try {
            return new Arguments(commandLine.parseArgs(line.toArray(new String[0])));
        } catch (UnmatchedArgumentException unknown) {
            String typed = unknown.getUnmatched().stream().findFirst().orElse("");
            // The value may be a secret, or long.
            throw new UsageException("unknown or unexpected option: " + typed.split("=", 2)[0]);
        } catch (MissingParameterException missing) {
            throw new UsageException("option requires argument: "
                    + missing.getMissing().stream()
                            .findFirst()
                            .map(Arguments::name)
                            .orElse(""));
        } catch (ParameterException other) {
            throw new UsageException(String.valueOf(other.getMessage()));
        }
    }

    private static String name(@Nullable ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : "";
    }

    /** A description as the library takes it: also what completions and manual pages are made from. */
    static CommandSpec specification(CommandDescription command) {
        CommandSpec specification = CommandSpec.create().name("gnomon " + command.name());
        specification.usageMessage().description(command.summary());
        for (Option option : command.options()) {
            OptionSpec.Builder builder = option.shortName().isEmpty()
                    ? OptionSpec.builder("--" + option.name())
                    : OptionSpec.builder("--" + option.name(), "-" + option.shortName());
            builder.description(option.help()).hidden(option.help().isEmpty());
            specification.addOption(
                    option.takesValue()
                            ? builder.type(String.class)
                                    .arity("1")
                                    .paramLabel(option.valueName())
                                    .build()
                            : builder.type(boolean.class).arity("0").build());
        }
        if (!command.operands().isEmpty()) {
            specification.addPositional(PositionalParamSpec.builder()
                    .type(List.class)
                    .auxiliaryTypes(String.class)
                    .arity("0..*")
                    .paramLabel(command.operands())
                    .build());
        }
        return specification;
    }

    boolean has(String name) {
        return parsed.hasMatchedOption("--" + name);
    }

    /** The value of an option; of several the last; empty for a flag. */
    Optional<String> value(String name) {
        return parsed.hasMatchedOption("--" + name)
                        && parsed.matchedOption("--" + name).getValue() instanceof String value
                ? Optional.of(value)
                : Optional.empty();
    }

    List<String> operands() {
        return parsed.matchedPositionalValue(0, List.of());
    }
}
