package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.support.KnownFailures;
import dev.gnomon.engine.support.UrlScheme;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A SQL Server URL, taken apart: {@code sqlserver://host[\instance][:port];key=value;…}, with
 * {@code jdbc:} in front or without.
 *
 * @param host          a name or address
 * @param instance      the named instance; empty for the usual one
 * @param port          empty where the URL does not say
 * @param properties    by their keys in lower case, braces taken off the values
 * @param baseDirectory what relative names of certificate files are relative to
 */
record SqlserverUrl(
        String host,
        Optional<String> instance,
        Optional<Integer> port,
        Map<String, String> properties,
        Path baseDirectory) {

    static final int USUAL_PORT = 1433;

    private static final String USUAL =
            "Write the URL as sqlserver://host:port;database=…;user=…;password={…} and put values with special"
                    + " characters in braces.";
    private static final String USUAL_DATABASE = "master";
    private static final String JDBC_PREFIX = "jdbc:";
    private static final String SCHEME = "sqlserver://";
    private static final String AZURE = ".database.windows.net";

    /** Whether a URL has the form that {@link #parse} reads. */
    static boolean isAccepted(String url) {
        return startsWith(withoutJdbc(url), SCHEME);
    }

    /**
     * Take a URL apart.
     *
     * @throws GnomonException {@code P1013} where that cannot be done
     */
    static SqlserverUrl parse(DatabaseTarget target) {
        String url = withoutJdbc(target.url().strip());
        if (!startsWith(url, SCHEME)) {
            throw UrlScheme.notRecognized(url, USUAL);
        }
        String rest = url.substring(SCHEME.length());
        int semicolon = rest.indexOf(';');
        String address = semicolon < 0 ? rest : rest.substring(0, semicolon);
        Map<String, String> properties = semicolon < 0 ? Map.of() : properties(rest.substring(semicolon + 1));

        int portColon = address.startsWith("[") ? address.indexOf(':', address.indexOf(']') + 1) : address.indexOf(':');
        String server = portColon < 0 ? address : address.substring(0, portColon);
        Optional<Integer> port = portColon < 0 ? Optional.empty() : Optional.of(port(address.substring(portColon + 1)));
        int backslash = server.indexOf('\\');
        String host = backslash < 0 ? server : server.substring(0, backslash);
        Optional<String> instance = backslash < 0 ? Optional.empty() : Optional.of(server.substring(backslash + 1));
        String named =
                host.isEmpty() ? first(properties, "servername", "server").orElse("localhost") : host;
        return new SqlserverUrl(
                named,
                instance.or(() -> first(properties, "instancename", "instance")),
                port.or(() -> first(properties, "portnumber", "port").map(SqlserverUrl::port)),
                properties,
                target.baseDirectory());
    }

    private static String withoutJdbc(String url) {
        return startsWith(url, JDBC_PREFIX) ? url.substring(JDBC_PREFIX.length()) : url;
    }

    private static boolean startsWith(String url, String prefix) {
        return url.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // The number is no port either way: said below, without the text.
        }
        throw invalid("Error parsing connection string: Conversion error: invalid digit found in string");
    }

    /** Values may stand in braces, and may then hold anything; a closing brace is written twice. */
    private static Map<String, String> properties(String text) {
        Map<String, String> properties = new LinkedHashMap<>();
        int at = 0;
        while (at < text.length()) {
            int equals = text.indexOf('=', at);
            int semicolon = text.indexOf(';', at);
            if (equals < 0 || (semicolon >= 0 && semicolon < equals)) {
                at = semicolon < 0 ? text.length() : semicolon + 1;
                continue;
            }
            String key = text.substring(at, equals).strip().toLowerCase(Locale.ROOT);
            StringBuilder value = new StringBuilder();
            at = readValue(text, equals + 1, value);
            properties.put(key, value.toString());
        }
        return properties;
    }

    private static int readValue(String text, int start, StringBuilder value) {
        int at = start;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at >= text.length() || text.charAt(at) != '{') {
            int end = text.indexOf(';', at);
            value.append(text.substring(at, end < 0 ? text.length() : end).strip());
            return end < 0 ? text.length() : end + 1;
        }
        for (at++; at < text.length(); at++) {
            if (text.charAt(at) == '}') {
                if (!text.startsWith("}}", at)) {
                    break;
                }
                at++;
            }
            value.append(text.charAt(at));
        }
        int end = text.indexOf(';', Math.min(at, text.length()));
        return end < 0 ? text.length() : end + 1;
    }

    private static Optional<String> first(Map<String, String> properties, String... keys) {
        for (String key : keys) {
            String value = properties.get(key);
            if (value != null && !value.isEmpty()) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    static GnomonException invalid(String reason) {
        return KnownFailures.invalidUrl(reason + " in database URL.", USUAL);
    }

    /** The first of the keys that the URL has, whatever their case. */
    Optional<String> property(String... keys) {
        return first(properties, keys);
    }

    /**
     * A property that is a whole number.
     *
     * @throws GnomonException {@code P1013} if it is none
     */
    Optional<Integer> number(String... keys) {
        return property(keys).map(value -> {
            try {
                return Integer.parseUnsignedInt(value);
            } catch (NumberFormatException e) {
                throw invalid("Error parsing connection string: Conversion error: invalid digit found in string");
            }
        });
    }

    /** Percent signs are decoded in the database's name only. */
    String database() {
        return property("database", "databasename", "initial catalog")
                .map(SqlserverUrl::decoded)
                .orElse(USUAL_DATABASE);
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    Optional<String> user() {
        return property("user", "username", "user id", "uid");
    }

    Optional<String> password() {
        return property("password", "pwd");
    }

    /** The namespace of objects without one. */
    String namespace() {
        return property("schema").orElse(SqlserverNames.USUAL_NAMESPACE);
    }

    boolean isAzure() {
        return host.toLowerCase(Locale.ROOT).endsWith(AZURE);
    }

    /** The address as a person reads it, the port only if the URL has one. */
    String address() {
        return host
                + instance.map(name -> "\\" + name).orElse("")
                + port.map(number -> ":" + number).orElse("");
    }

    /** Host and port as messages name them. */
    String hostAndPort() {
        return host + instance.map(name -> "\\" + name).orElse("") + ":" + port.orElse(USUAL_PORT);
    }

    /** The same server and user with another database, whose name is taken as it is. */
    SqlserverUrl withDatabase(String name) {
        Map<String, String> changed = new LinkedHashMap<>(properties);
        changed.remove("databasename");
        changed.remove("initial catalog");
        changed.put("database", name.replace("%", "%25"));
        return new SqlserverUrl(host, instance, port, changed, baseDirectory);
    }

    @Override
    public String toString() {
        return "sqlserver://" + address() + ";database=" + database();
    }
}
