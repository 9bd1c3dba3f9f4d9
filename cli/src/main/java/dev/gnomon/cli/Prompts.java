package dev.gnomon.cli;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Asks whoever sits at the terminal. */
final class Prompts {

    private final Surroundings surroundings;
    private final Output output;
    private Optional<BufferedReader> reader = Optional.empty();

    Prompts(Surroundings surroundings, Output output) {
        this.surroundings = surroundings;
        this.output = output;
    }

    boolean available() {
        return surroundings.canPrompt();
    }

    /** Ask a question whose answer is no unless the user types {@code y} or {@code yes}. */
    boolean confirm(String question) {
        String answer = ask("? " + question + " › (y/N) ").orElse("").strip().toLowerCase(Locale.ROOT);
        return answer.equals("y") || answer.equals("yes");
    }

    /** Ask for a text; empty where the input ended instead. */
    Optional<String> text(String question) {
        return ask("? " + question + " › ");
    }

    private Optional<String> ask(String question) {
        output.prompt(question);
        if (reader.isEmpty()) {
            reader = Optional.of(
                    new BufferedReader(new InputStreamReader(surroundings.input(), StandardCharsets.UTF_8)));
        }
        try {
            return Optional.ofNullable(reader.get().readLine());
        } catch (IOException e) {
            throw new GnomonException(
                    EngineErrorCode.ANSWER_NEEDED,
                    "The answer could not be read.",
                    "Run the command on a terminal.",
                    e);
        }
    }
}
