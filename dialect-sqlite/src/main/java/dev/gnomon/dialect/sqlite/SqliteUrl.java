package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.support.KnownFailures;
import dev.gnomon.engine.support.UrlScheme;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A URL of SQLite, taken apart.
 *
 * @param written    the URL as it was given
 * @param file       absolute; empty for a database in memory
 * @param parameters behind the question mark, keys in lower case
 */
record SqliteUrl(String written, Optional<Path> file, Map<String, String> parameters) {
    private static final String USUAL =
            "Write the URL as file:./dev.db, relative to the folder of the settings, or as file:/absolute/path.db.";
    private static final String MEMORY = ":memory:";

    static boolean isAccepted(String url) {
        return url.equals(MEMORY)
                || url.startsWith("file:")
                || url.startsWith("sqlite:")
                || url.startsWith("jdbc:sqlite:");
    }

    /**
     * Take a URL apart.
     *
     * @throws GnomonException {@code P1013} if it is none of SQLite's or names a folder
     */
    static SqliteUrl parse(DatabaseTarget target) {
        String url = target.url().strip();
        if (!isAccepted(url)) {
            throw UrlScheme.notRecognized(url, USUAL);
        }
        boolean jdbc = url.startsWith("jdbc:sqlite:");
        String rest = jdbc ? url.substring("jdbc:sqlite:".length()) : url;
        if (rest.startsWith("file:")) {
            rest = rest.substring("file:".length());
        } else if (rest.startsWith("sqlite:")) {
            rest = rest.substring("sqlite:".length());
        }
        int question = rest.indexOf('?');
        Map<String, String> parameters = question < 0 ? Map.of() : parameters(rest.substring(question + 1));
        String path = question < 0 ? rest : rest.substring(0, question);
        if (path.startsWith("///")) {
            // As in file:///tmp/dev.db, with an empty host.
            path = path.substring(2);
        }
        boolean memory = path.equals(MEMORY) || "memory".equals(parameters.get("mode")) || (jdbc && path.isEmpty());
        return new SqliteUrl(url, memory ? Optional.empty() : Optional.of(file(path, target)), parameters);
    }

    private static Path file(String path, DatabaseTarget target) {
        if (path.isEmpty()) {
            throw invalid("The URL names no file.");
        }
        try {
            Path file = target.baseDirectory().resolve(path).toAbsolutePath().normalize();
            if (Files.isDirectory(file)) {
                throw invalid("The path is a directory, not a file.");
            }
            return file;
        } catch (InvalidPathException e) {
            throw invalid("The path is not one of this system.");
        }
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(pair.substring(0, equals).toLowerCase(Locale.ROOT), pair.substring(equals + 1));
            }
        }
        return parameters;
    }

    /** The file's name, or {@code :memory:}. */
    String databaseName() {
        return file.map(path -> String.valueOf(path.getFileName())).orElse(MEMORY);
    }

    boolean isReadOnly() {
        return "ro".equals(parameters.get("mode"));
    }

    /** How long to wait for a lock, in seconds; empty where the URL does not say or says nonsense. */
    Optional<Integer> socketTimeoutSeconds() {
        String digits = parameters.getOrDefault("socket_timeout", "");
        boolean sensible =
                !digits.isEmpty() && digits.length() < 7 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return sensible ? Optional.of(Integer.parseInt(digits)) : Optional.empty();
    }

    static GnomonException invalid(String reason) {
        return KnownFailures.invalidUrl(reason, USUAL);
    }
}
