package dev.gnomon.engine.tck.fault;

import dev.gnomon.engine.dialect.Dialect;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entry of a process that runs a program until it has executed so many statements, or changed so many files, and then
 * dies at once: by {@code kill -9}, with no shutdown hook and no {@code finally}. {@link FaultyProcess} starts it.
 */
public final class FaultyProgram {

    /** The id of the dialect whose statements count; without one, changes of files do, see {@link FaultyFiles}. */
    static final String DIALECT = "gnomon.fault.dialect";

    /** At which statement to die, from 1; 0: never. */
    static final String AT = "gnomon.fault.at";

    /** Set to {@code true} to die while that statement runs, instead of after it. */
    static final String WITHIN = "gnomon.fault.within";

    /** Where to write how many statements there were, if the process lives. */
    static final String COUNT = "gnomon.fault.count";

    static final CountedSessions SESSIONS =
            new CountedSessions(FaultyProgram::beforeStatement, FaultyProgram::afterStatement);

    private static @Nullable Process killer;

    private static final String SERVICE = "META-INF/services/" + Dialect.class.getName();

    private FaultyProgram() {}

    /**
     * Run a program with the dialect that dies.
     *
     * @param words the class with the program's entry, and the program's own arguments
     * @throws ReflectiveOperationException if the class has no entry
     * @throws IOException if nothing can be written to the temporary folder
     */
    public static void main(String[] words) throws ReflectiveOperationException, IOException {
        if (!System.getProperty(DIALECT, "").isEmpty()) {
            Path services = Files.createTempFile("gnomon-fault", "");
            Files.writeString(services, FaultyDialect.class.getName() + "\n");
            services.toFile().deleteOnExit();
            Thread.currentThread().setContextClassLoader(new OnlyDialect(services.toUri()));
        }
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> writeCount(
                        System.getProperty(DIALECT, "").isEmpty() ? FaultyFiles.changes() : SESSIONS.executed())));
        if (Boolean.getBoolean(WITHIN)) {
            killer = new ProcessBuilder(
                            "sh",
                            "-c",
                            "read go; kill -9 " + ProcessHandle.current().pid())
                    .start();
        }
        List<String> line = List.of(words).subList(1, words.length);
        Class.forName(words[0]).getMethod("main", String[].class).invoke(null, (Object) line.toArray(String[]::new));
    }

    private static void beforeStatement(int number) {
        Process armed = killer;
        if (armed != null && number == Integer.getInteger(AT, 0)) {
            try (OutputStream signal = armed.getOutputStream()) {
                signal.write('\n');
            } catch (IOException unable) {
                throw new UncheckedIOException(unable);
            }
        }
    }

    private static void afterStatement(int number) {
        if (number == Integer.getInteger(AT, 0)) {
            if (killer == null) {
                SuddenDeath.now();
            }
            SuddenDeath.await();
        }
    }

    private static void writeCount(int count) {
        try {
            Files.writeString(Path.of(System.getProperty(COUNT)), String.valueOf(count));
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
    }

    /** Shows service loaders one dialect instead of those on the class path. */
    private static final class OnlyDialect extends ClassLoader {
        private final URI services;

        OnlyDialect(URI services) {
            super(FaultyProgram.class.getClassLoader());
            this.services = services;
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return name.equals(SERVICE) ? Collections.enumeration(List.of(services.toURL())) : super.getResources(name);
        }
    }
}
