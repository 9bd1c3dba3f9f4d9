package dev.gnomon.listeners.journal;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.support.TextFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a look at all files of a journal found.
 *
 * <p>The chain proves that nothing was altered, put in or taken out between its first and its last line. That lines are
 * missing at the very end it can only suggest, by a run without an end; whoever wants proof keeps a hash elsewhere and
 * looks for it.
 *
 * @param files      the files, in order
 * @param lines      how many lines follow from each other
 * @param first      the number of the first line: more than 1 where older files were taken away
 * @param lastHash   the hash of the last line
 * @param openRuns   runs that have no end: under way, killed, or cut off
 * @param tornLines  lines that killed processes left, sealed by those that came after
 * @param tornEnd    whether the journal ends in the middle of a line
 * @param anchor     whether the hash that was asked for is there; empty if none was
 * @param problem    the first line that is not right
 */
public record JournalVerification(
        List<Path> files,
        long lines,
        long first,
        String lastHash,
        Set<String> openRuns,
        long tornLines,
        boolean tornEnd,
        Optional<Boolean> anchor,
        Optional<Problem> problem) {

    /**
     * A line that is not right.
     *
     * @param line its number in its file, from 1
     */
    public record Problem(Path file, long line, String what) {
        public Problem {
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(what, "what");
        }
    }

    public JournalVerification {
        files = List.copyOf(files);
        openRuns = Collections.unmodifiableSet(new LinkedHashSet<>(openRuns));
    }

    /** Whether the chain is whole, and holds what was asked for. */
    public boolean isIntact() {
        return problem.isEmpty() && anchor.orElse(true);
    }

    /**
     * Follow the chain of a journal through all of its files.
     *
     * @param file   the current file of the journal, or a single one that was set aside
     * @param anchor a hash that has to be in it
     * @throws GnomonException {@code GN-6002} if a file cannot be read
     */
    public static JournalVerification of(Path file, Optional<String> anchor) {
        try {
            JournalFiles journal = new JournalFiles(file);
            List<Path> files = new ArrayList<>(journal.rotated());
            if (Files.exists(journal.current()) || files.isEmpty()) {
                files.add(journal.current());
            }
            Chain chain = new Chain(anchor);
            for (Path each : files) {
                if (chain.problem.isEmpty()) {
                    chain.follow(each);
                }
            }
            return chain.result(files);
        } catch (IOException failure) {
            throw new GnomonException(
                    EngineErrorCode.FILE_FAILURE,
                    "The audit journal %s cannot be read: %s".formatted(file, failure),
                    "Check the path, and that the file may be read.",
                    failure);
        }
    }

    /** A chain as far as it was followed. */
    private static final class Chain {
        private final Optional<String> anchor;
        private final Set<String> openRuns = new LinkedHashSet<>();
        private Optional<JournalLine> last = Optional.empty();
        private Optional<String> torn = Optional.empty();
        private Optional<Problem> problem = Optional.empty();
        private long lines;
        private long first;
        private long tornLines;
        private boolean anchored;

        Chain(Optional<String> anchor) {
            this.anchor = anchor;
        }

        void follow(Path file) throws IOException {
            long number = 0;
            TextFile.requireRegular(file);
            try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
                String bytes;
                while (problem.isEmpty() && (bytes = reader.readLine()) != null) {
                    number++;
                    // Read as bytes and taken for UTF-8 line by line: a broken character must not end the reading.
                    check(
                            file,
                            number,
                            new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8),
                            bytes.getBytes(StandardCharsets.ISO_8859_1));
                }
            }
            if (torn.isPresent() && problem.isEmpty() && endsWithLineFeed(file)) {
                problem = Optional.of(new Problem(file, number, "is not what was written"));
            }
        }

        private static boolean endsWithLineFeed(Path file) throws IOException {
            try (FileChannel channel = FileChannel.open(file)) {
                ByteBuffer end = ByteBuffer.allocate(1);
                return channel.size() > 0 && channel.read(end, channel.size() - 1) == 1 && end.get(0) == '\n';
            }
        }

        private void check(Path file, long number, String text, byte[] bytes) {
            Optional<JournalLine> read = JournalLine.read(text);
            if (torn.isPresent()) {
                boolean sealed = read.isPresent()
                        && read.get().event().equals("tornLineSealed")
                        && text.contains("\"torn\":\"" + torn.get() + "\"");
                if (!sealed) {
                    problem = Optional.of(new Problem(file, number - 1, "is not what was written"));
                    return;
                }
                tornLines++;
                torn = Optional.empty();
            }
            if (read.isEmpty()) {
                torn = Optional.of(JournalLine.hash(bytes));
                return;
            }
            JournalLine line = read.get();
            problem = last.isPresent() ? gap(file, number, last.get(), line) : beginning(file, number, line);
            if (problem.isPresent()) {
                return;
            }
            last = read;
            lines++;
            anchored |= anchor.filter(line.hash()::equals).isPresent();
            if (line.event().equals("runStarted")) {
                openRuns.add(line.run());
            } else if (line.event().equals("runEnded")) {
                openRuns.remove(line.run());
            }
        }

        private Optional<Problem> beginning(Path file, long number, JournalLine line) {
            first = line.number();
            boolean begun = line.previous().equals(JournalLine.NOTHING_BEFORE);
            if (begun != (line.number() == 1)) {
                return Optional.of(new Problem(file, number, "is not what was written"));
            }
            if (!begun
                    && !line.event().equals("journalContinued")
                    && !line.event().equals("tornLineSealed")) {
                return Optional.of(
                        new Problem(file, number, "comes after lines that are missing: it is number " + line.number()));
            }
            return Optional.empty();
        }

        private static Optional<Problem> gap(Path file, long number, JournalLine before, JournalLine line) {
            if (line.previous().equals(before.hash()) && line.number() == before.number() + 1) {
                return Optional.empty();
            }
            long missing = line.number() - before.number() - 1;
            return Optional.of(new Problem(
                    file,
                    number,
                    missing > 0
                            ? "comes after " + missing + (missing == 1 ? " line" : " lines")
                                    + " that are missing: number " + (before.number() + 1)
                                    + (missing == 1 ? "" : " to " + (line.number() - 1))
                            : "does not follow from the line before it, which was replaced"));
        }

        JournalVerification result(List<Path> files) {
            return new JournalVerification(
                    files,
                    lines,
                    first,
                    last.map(JournalLine::hash).orElse(JournalLine.NOTHING_BEFORE),
                    openRuns,
                    tornLines,
                    torn.isPresent() && problem.isEmpty(),
                    anchor.map(ignored -> anchored),
                    problem);
        }
    }
}
