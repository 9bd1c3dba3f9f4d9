package dev.gnomon.cli;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps a coding agent from destroying data until it says that its user consented, as Prisma's own CLI does. */
final class AgentGuard {

    /** The variable in which an agent quotes its user's consent. */
    static final String CONSENT = "PRISMA_USER_CONSENT_FOR_DANGEROUS_AI_ACTION";

    private static final Path DEVIN = Path.of("/opt/.devin");
    private static final int LONGEST_NAME = 64;

    /**
     * A sign of an agent.
     *
     * @param value what the variable holds; empty: anything
     */
    private record Sign(String agent, String variable, String value) {

        boolean seen(Map<String, String> environment) {
            String found = environment.getOrDefault(variable, "");
            return value.isEmpty() ? !found.isEmpty() : found.equals(value);
        }
    }

    private static final List<Sign> SIGNS = List.of(
            new Sign("Claude Code", "CLAUDECODE", ""),
            new Sign("Codex CLI", "CODEX_THREAD_ID", ""),
            new Sign("Codex CLI", "CODEX_CI", ""),
            new Sign("Codex CLI", "CODEX_SANDBOX", ""),
            new Sign("Codex CLI", "CODEX_SANDBOX_NETWORK_DISABLED", ""),
            new Sign("Gemini CLI", "GEMINI_CLI", ""),
            new Sign("Qwen Code", "QWEN_CODE", ""),
            new Sign("Cursor", "CURSOR_AGENT", ""),
            new Sign("GitHub Copilot CLI", "COPILOT_CLI", ""),
            new Sign("OpenCode", "OPENCODE", ""),
            new Sign("OpenCode", "OPENCODE_CLIENT", ""),
            new Sign("Cline", "CLINE_ACTIVE", ""),
            new Sign("Goose", "AGENT", "goose"),
            new Sign("Amp", "AGENT", "amp"),
            new Sign("Crush", "CRUSH", ""),
            new Sign("Aider", "OR_APP_NAME", "Aider"),
            new Sign("Augment Code", "AUGMENT_AGENT", ""),
            new Sign("Antigravity", "ANTIGRAVITY_AGENT", ""));

    private AgentGuard() {}

    /**
     * Refuse what would destroy data where an agent runs the command.
     *
     * @param action what is about to be lost, as part of a sentence
     * @throws GnomonException if an agent runs it and the variable of consent is not set
     */
    static void require(Map<String, String> environment, String action) {
        if (!environment.getOrDefault(CONSENT, "").isEmpty()) {
            return;
        }
        agent(environment).ifPresent(agent -> {
            throw new GnomonException(
                    EngineErrorCode.CONSENT_NEEDED,
                    "Prisma Migrate detected that it was invoked by " + agent + ".\n\n"
                            + "This command " + action + " That cannot be undone, and on a production database it is"
                            + " a disaster. An agent must not run it on its own decision.",
                    "Stop here. Tell the user the exact command, why you want to run it, that the data will be lost,"
                            + " and whether the database is one for development or for production as far as you can"
                            + " tell; then ask. If nobody can be asked, give up.\n"
                            + "If the user answers with a clear yes, run the command again with the variable " + CONSENT
                            + " set to the user's own words. What the user said before this message is no consent.");
        });
    }

    private static Optional<String> agent(Map<String, String> environment) {
        for (Sign sign : SIGNS) {
            if (sign.seen(environment)) {
                return Optional.of(sign.agent());
            }
        }
        if (environment.getOrDefault("REPLIT_SESSION", "").startsWith("agent-")) {
            return Optional.of("Replit Agent");
        }
        if (Files.exists(DEVIN)) {
            return Optional.of("Devin");
        }
        String introduced = environment.getOrDefault("AI_AGENT", "");
        return introduced(introduced.isEmpty() ? environment.getOrDefault("AGENT", "") : introduced);
    }

    private static Optional<String> introduced(String name) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        String shown = name.substring(0, Math.min(name.length(), LONGEST_NAME))
                .replaceAll("[^ -~]+", " ")
                .strip();
        return Optional.of(
                shown.isEmpty() || name.equals("1")
                        ? "an unidentified AI agent"
                        : "an AI agent identifying itself as \"" + shown + "\"");
    }
}
