package dev.gnomon.project;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The program's version, as the build wrote it. */
public final class Version {

    private Version() {}

    /** The version in words. */
    public static String text() {
        try (InputStream resource = Version.class.getResourceAsStream("version.txt")) {
            return resource == null ? "unknown" : new String(resource.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            return "unknown";
        }
    }

    /** The commit that the program was built from, where the launcher knows it. */
    public static Optional<String> commit() {
        return Optional.ofNullable(System.getProperty("gnomon.commit"));
    }

    /** The Java runtime and the system that the program runs on, in words. */
    public static String runtime() {
        return "Java " + System.getProperty("java.runtime.version") + " (" + System.getProperty("java.vendor") + "), "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch");
    }
}
