package dev.gnomon.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The entry that writes what shells and {@code man} know about the program: completions for bash, zsh and fish,
 * and a manual page. Only the build of the distribution starts it.
 */
public final class HelpFiles {

    private HelpFiles() {}

    /**
     * Write the files below a folder, which is made.
     *
     * @param arguments the folder
     * @throws IOException if a file cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        List<CommandDescription> commands = Commands.descriptions();
        Path completions = Files.createDirectories(folder.resolve("completions"));
        write(completions.resolve("gnomon.bash"), bash(commands));
        write(completions.resolve("_gnomon"), zsh(commands));
        write(completions.resolve("gnomon.fish"), fish(commands));
        write(Files.createDirectories(folder.resolve("man/man1")).resolve("gnomon.1"), manual(commands));
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    /** The completion of bash: a group's commands, a command's options, and files as the values of options. */
    static String bash(List<CommandDescription> commands) {
        return """
                # Completion of gnomon's command line for bash.
                _gnomon() {
                    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command="" words="" word
                    # One answer a line: files may have blanks in their names.
                    local IFS=$'\\n'
                    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
                        case $word in
                            -*) break ;;
                            *) command="${command:+$command }$word" ;;
                        esac
                    done
                    case $command in
                %s    esac
                    case $previous in
                        %s) words="" ;;
                    esac
                    COMPREPLY=($(compgen -W "${words// /$'\\n'}" -- "$current"))
                    [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "$current"))
                }
                complete -o filenames -F _gnomon gnomon
                """.formatted(cases(commands, "words=\"", "\""), String.join("|", withValue(commands)));
    }

    /** The completion of zsh; the file is the body of a function. */
    static String zsh(List<CommandDescription> commands) {
        return """
                #compdef gnomon
                # Completion of gnomon's command line for zsh.
                local command="" word
                local -a answers
                for word in "${(@)words[2,CURRENT-1]}"; do
                    [[ $word == -* ]] && break
                    command="${command:+$command }$word"
                done
                case $command in
                %sesac
                case $words[CURRENT-1] in
                    %s) answers=() ;;
                esac
                compadd -a answers || _files
                """.formatted(
                        cases(commands, "answers=(", ")")
                                .replace("        \"", "    \"")
                                .replace("        *", "    *"),
                        String.join("|", withValue(commands)));
    }

    /** What can follow each command and group of commands, as the cases of a shell. */
    private static String cases(List<CommandDescription> commands, String before, String behind) {
        StringBuilder cases = new StringBuilder();
        for (CommandDescription command : commands) {
            String options = visible(command).stream()
                    .map(option -> "--" + option.name())
                    .collect(Collectors.joining(" "));
            cases.append("        \"" + command.name() + "\") " + before + options + behind + " ;;\n");
        }
        for (String group : groups(commands)) {
            String names = String.join(" ", namesIn(group, commands));
            cases.append(
                    "        \"" + group + "\"|\"" + group + " \"*) " + before + names + " --help" + behind + " ;;\n");
        }
        String all = String.join(" ", firstWords(commands));
        return cases.append("        *) " + before + all + " --help --version" + behind + " ;;\n")
                .toString();
    }

    /** The options, as they are written, behind which a value stands: mostly a file. */
    private static List<String> withValue(List<CommandDescription> commands) {
        return commands.stream()
                .flatMap(command -> visible(command).stream())
                .filter(Option::takesValue)
                .flatMap(option -> option.shortName().isEmpty()
                        ? Stream.of("--" + option.name())
                        : Stream.of("--" + option.name(), "-" + option.shortName()))
                .distinct()
                .toList();
    }

    /** The completion of fish, with a description of every word. */
    static String fish(List<CommandDescription> commands) {
        StringBuilder text = new StringBuilder("# Completion of gnomon's command line for fish.\n");
        for (String word : firstWords(commands)) {
            text.append("complete -c gnomon -n __fish_use_subcommand -f -a ").append(word);
            commands.stream()
                    .filter(command -> command.name().equals(word))
                    .findFirst()
                    .ifPresent(command -> text.append(" -d ").append(quoted(command.summary())));
            text.append('\n');
        }
        for (CommandDescription command : commands) {
            String[] words = command.name().split(" ");
            String condition = "__fish_seen_subcommand_from " + words[0];
            if (words.length > 1) {
                text.append("complete -c gnomon -n '")
                        .append(condition)
                        .append("; and not __fish_seen_subcommand_from ")
                        .append(String.join(" ", namesIn(words[0], commands)))
                        .append("' -f -a ")
                        .append(words[1])
                        .append(" -d ")
                        .append(quoted(command.summary()))
                        .append('\n');
                condition += "; and __fish_seen_subcommand_from " + words[1];
            }
            for (Option option : visible(command)) {
                text.append("complete -c gnomon -n '")
                        .append(condition)
                        .append("' -l ")
                        .append(option.name());
                if (!option.shortName().isEmpty()) {
                    text.append(" -s ").append(option.shortName());
                }
                text.append(option.takesValue() ? " -r" : "")
                        .append(" -d ")
                        .append(quoted(option.help()))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /** The manual page, in the language of {@code man}. */
    static String manual(List<CommandDescription> commands) {
        StringBuilder text = new StringBuilder("""
                .TH GNOMON 1
                .SH NAME
                gnomon \\- make migrations from a schema, with a shadow database
                .SH SYNOPSIS
                .B gnomon
                .I command
                [\\fIoptions\\fR]
                .SH COMMANDS
                """);
        for (CommandDescription command : commands) {
            text.append(".SS gnomon ").append(escaped(command.name()));
            if (!command.operands().isEmpty()) {
                text.append(' ').append(escaped(command.operands()));
            }
            text.append('\n').append(escaped(command.summary())).append('\n');
            for (Option option : visible(command)) {
                text.append(".TP\n");
                if (!option.shortName().isEmpty()) {
                    text.append("\\fB\\-").append(option.shortName()).append("\\fR, ");
                }
                text.append("\\fB").append(escaped("--" + option.name())).append("\\fR");
                if (option.takesValue()) {
                    text.append(" \\fI").append(escaped(option.valueName())).append("\\fR");
                }
                text.append('\n').append(escaped(option.help())).append('\n');
            }
            if (!command.examples().isEmpty()) {
                text.append(".PP\nExamples:\n");
            }
            for (String example : command.examples()) {
                text.append(".PP\n.nf\n    gnomon ").append(escaped(example)).append("\n.fi\n");
            }
        }
        return text.toString();
    }

    private static String escaped(String text) {
        String plain = text.replace("\\", "\\e").replace("-", "\\-");
        return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
    }

    private static List<Option> visible(CommandDescription command) {
        return command.options().stream()
                .filter(option -> !option.help().isEmpty())
                .toList();
    }

    private static List<String> groups(List<CommandDescription> commands) {
        return commands.stream()
                .filter(command -> command.name().contains(" "))
                .map(command -> command.name().split(" ")[0])
                .distinct()
                .toList();
    }

    private static List<String> namesIn(String group, List<CommandDescription> commands) {
        return commands.stream()
                .filter(command -> command.name().startsWith(group + " "))
                .map(command -> command.name().substring(group.length() + 1))
                .toList();
    }

    private static List<String> firstWords(List<CommandDescription> commands) {
        return commands.stream()
                .map(command -> command.name().split(" ")[0])
                .distinct()
                .toList();
    }
}
