package org.example.gnomon.h2;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.support.KnownFailures;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A URL of H2, taken apart: {@code h2:file:./dev?user=sa&password=secret} or {@code jdbc:h2:./dev;USER=sa}.
 *
 * @param file     the database's file without its ending, absolute; empty for a database in memory
 * @param memory   the name of a database in memory, which may be empty; empty for a file
 * @param user     who connects
 * @param password of the user
 * @param schema   the default namespace
 * @param settings all others, keys in upper case
 */
record H2Url(
        Optional<Path> file,
        Optional<String> memory,
        String user,
        String password,
        Optional<String> schema,
        Map<String, String> settings) {

    /** What a file that H2 keeps a database in ends with. */
    static final String FILE_ENDING = ".mv.db";

    private static final String DEFAULT_NAMESPACE = "PUBLIC";

    private static final String TRACE = "TRACE_LEVEL_FILE";

    private static final Set<String> OTHER_PLACES = Set.of("tcp", "ssl", "zip", "cluster");

    /** Settings that this dialect decides itself, or that would let other processes in behind its lock. */
    private static final Set<String> OWN_SETTINGS = Set.of("IFEXISTS", "FORBID_CREATION", "AUTO_SERVER", "FILE_LOCK");

    static boolean isAccepted(String url) {
        return url.startsWith("h2:") || url.startsWith("jdbc:h2:");
    }

    static H2Url parse(DatabaseTarget target) {
        String url = target.url().strip();
        if (!isAccepted(url)) {
            throw invalid("The scheme is not recognized in database URL.");
        }
        String rest = url.substring(url.indexOf("h2:") + "h2:".length());
        int end = firstOf(rest, "?;");
        Map<String, String> settings = settings(rest.substring(end));
        String user = Optional.ofNullable(settings.remove("USER")).orElse("");
        String password = Optional.ofNullable(settings.remove("PASSWORD")).orElse("");
        Optional<String> schema = Optional.ofNullable(settings.remove("SCHEMA"));
        String place = rest.substring(0, end);
        if (place.startsWith("mem:")) {
            String name = place.substring("mem:".length());
            return new H2Url(Optional.empty(), Optional.of(name), user, password, schema, settings);
        }
        Path file = file(place, target.baseDirectory());
        return new H2Url(Optional.of(file), Optional.empty(), user, password, schema, settings);
    }

    private static Path file(String place, Path baseDirectory) {
        int colon = place.indexOf(':');
        String scheme = colon < 0 ? "" : place.substring(0, colon);
        if (OTHER_PLACES.contains(scheme)) {
            throw invalid("Only databases of H2 in files and in memory can be migrated, none behind " + scheme + ":.");
        }
        String path = scheme.equals("file") ? place.substring(colon + 1) : place;
        if (path.startsWith("~/")) {
            path = System.getProperty("user.home") + path.substring(1);
        }
        if (path.endsWith(FILE_ENDING)) {
            path = path.substring(0, path.length() - FILE_ENDING.length());
        }
        if (path.isEmpty() || path.endsWith("/")) {
            throw invalid("The URL names no file.");
        }
        try {
            Path file = baseDirectory.resolve(path).toAbsolutePath().normalize();
            if (file.toString().indexOf(';') >= 0) {
                throw invalid("A path with a semicolon cannot be told to H2.");
            }
            return file;
        } catch (InvalidPathException e) {
            throw invalid("The path is not one of this system.");
        }
    }

    /** Those behind a question mark are parted by ampersands and percent-encoded, those behind a semicolon neither. */
    private static Map<String, String> settings(String text) {
        Map<String, String> settings = new LinkedHashMap<>();
        boolean query = text.startsWith("?");
        for (String pair : text.isEmpty() ? new String[0] : text.substring(1).split(query ? "&" : ";", -1)) {
            int equals = pair.indexOf('=');
            if (pair.isBlank()) {
                continue;
            }
            if (equals <= 0) {
                throw invalid("A setting has no value.");
            }
            String key = pair.substring(0, equals).toUpperCase(Locale.ROOT);
            String value = query ? decoded(pair.substring(equals + 1)) : pair.substring(equals + 1);
            boolean secret = key.equals("PASSWORD") || key.equals("USER");
            if (!secret && (firstOf(key + value, ";\\") < key.length() + value.length())) {
                throw invalid("The setting " + key + " has a character that cannot be told to H2.");
            }
            if (OWN_SETTINGS.contains(key)) {
                throw invalid("The setting " + key + " cannot be chosen.");
            }
            settings.put(key, value);
        }
        return settings;
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw invalid("A percent sign is followed by no two hexadecimal digits.");
        }
    }

    private static int firstOf(String text, String characters) {
        int at = 0;
        while (at < text.length() && characters.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    /** The name to show. */
    String databaseName() {
        return file.map(path -> String.valueOf(path.getFileName()))
                .or(() -> memory.filter(name -> !name.isEmpty()))
                .orElse(":memory:");
    }

    String defaultNamespace() {
        return schema.orElse(DEFAULT_NAMESPACE);
    }

    /** The address as it may be shown. */
    String address() {
        return file.map(path -> "file:" + path).orElseGet(() -> "mem:" + memory.orElse(""));
    }

    /** The driver's URL, without user and password. */
    String driverUrl(Map<String, String> moreSettings) {
        StringBuilder url = new StringBuilder("jdbc:h2:").append(address());
        if (!settings.containsKey(TRACE)) {
            // Else each refused statement would leave a file beside the database.
            url.append(';').append(TRACE).append("=0");
        }
        settings.forEach((key, value) -> url.append(';').append(key).append('=').append(value));
        moreSettings.forEach(
                (key, value) -> url.append(';').append(key).append('=').append(value));
        return url.toString();
    }

    private static GnomonException invalid(String reason) {
        return KnownFailures.invalidUrl(
                reason,
                "Write the URL as h2:file:./dev, relative to the folder of the settings, or as h2:file:/absolute/dev.");
    }

    /** Without user and password. */
    @Override
    public String toString() {
        return address();
    }
}
