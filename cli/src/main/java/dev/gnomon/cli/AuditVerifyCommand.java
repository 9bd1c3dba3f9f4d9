package dev.gnomon.cli;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.listeners.journal.JournalVerification;
import dev.gnomon.listeners.journal.JournalVerification.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code audit verify}. */
final class AuditVerifyCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of(
                        "audit verify",
                        "Follow the chain of an audit journal, and name the first line that was altered or is missing.",
                        List.of(Option.value(
                                "contains", "HASH", "Fail unless the line with this hash is there: proof of the end")),
                        "audit verify audit.jsonl",
                        "audit verify audit.jsonl --contains 5f70bf18…")
                .withOperands("[FILE]");
    }

    @Override
    public Ending run(Invocation invocation) {
        List<String> operands = invocation.arguments().operands();
        Optional<Path> file = operands.isEmpty()
                ? invocation.ownSettings().listeners().journal()
                : Optional.of(invocation.surroundings().workingDirectory().resolve(operands.get(0)));
        if (file.isEmpty() || operands.size() > 1) {
            throw new GnomonException(
                    EngineErrorCode.USAGE,
                    "Say which journal to verify.",
                    "Pass one file, or set `journal` under [audit] in gnomon.toml.");
        }
        JournalVerification found =
                JournalVerification.of(file.get(), invocation.arguments().value("contains"));
        Output output = invocation.output();
        output.line(found.lines() + (found.lines() == 1 ? " line follows" : " lines follow")
                + " from each other, from number " + found.first() + " on, in "
                + found.files().size() + (found.files().size() == 1 ? " file." : " files."));
        if (found.tornLines() > 0) {
            output.line(found.tornLines() + " torn by a killed process and sealed by the next one.");
        }
        if (found.tornEnd()) {
            output.line("The last line is torn: a process was killed, or the end was cut off.");
        }
        for (String run : found.openRuns()) {
            output.line("The run " + run + " has no end: it is under way, was killed, or its end was cut off.");
        }
        output.line("Hash of the last line: " + found.lastHash());
        found.problem()
                .ifPresent(problem -> output.failure(output.boldRed("Error:") + " Line " + problem.line() + " of "
                        + problem.file() + " " + problem.what() + "."));
        if (found.anchor().equals(Optional.of(false))) {
            output.failure(output.boldRed("Error:")
                    + " No line has the hash that was asked for: what came up to it is not" + " all there.");
        }
        return new Ending(
                found.isIntact() ? Ending.OK : Ending.FAILED, found.isIntact() ? "intact" : "altered", json -> {
                    json.writeNumberProperty("lines", found.lines());
                    json.writeNumberProperty("first", found.first());
                    json.writeStringProperty("lastHash", found.lastHash());
                    json.writeNumberProperty("tornLines", found.tornLines());
                    json.writeBooleanProperty("tornEnd", found.tornEnd());
                    JsonReport.strings(json, "openRuns", found.openRuns());
                    if (found.problem().isPresent()) {
                        Problem problem = found.problem().get();
                        json.writeObjectPropertyStart("problem");
                        json.writeStringProperty("file", problem.file().toString());
                        json.writeNumberProperty("line", problem.line());
                        json.writeStringProperty("what", problem.what());
                        json.writeEndObject();
                    }
                });
    }
}
