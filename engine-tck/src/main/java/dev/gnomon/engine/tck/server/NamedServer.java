package dev.gnomon.engine.tck.server;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A server that the environment names by a URL. */
final class NamedServer {

    private NamedServer() {}

    static Optional<TestServer> of(ServerKind kind) {
        return Optional.ofNullable(System.getenv(kind.urlVariable()))
                .filter(url -> !url.isBlank())
                .map(url -> kind == ServerKind.SQLSERVER ? sqlserver(url) : parse(kind, url));
    }

    private static TestServer parse(ServerKind kind, String url) {
        URI uri = URI.create(url);
        String[] userInfo = Optional.ofNullable(uri.getRawUserInfo()).orElse("").split(":", 2);
        return new TestServer(
                kind,
                kind.urlVariable(),
                uri.getHost(),
                uri.getPort() < 0 ? kind.usualPort() : uri.getPort(),
                userInfo[0],
                userInfo.length > 1 ? userInfo[1] : "");
    }

    /**
     * {@code sqlserver://host:port;user=…;password=…}, as the dialect itself takes it: all that it says of the way to the
     * server holds for every database of the tests. A certificate is believed unless the URL says something of it.
     */
    static TestServer sqlserver(String url) {
        List<String> parts = parts(url.strip().replaceFirst("^(?i)(jdbc:)?sqlserver://", ""));
        String user = "sa";
        String password = "";
        StringBuilder settings = new StringBuilder();
        boolean speaksOfCertificates = false;
        for (String part : parts.subList(1, parts.size())) {
            int equals = part.indexOf('=');
            String key = equals < 0 ? "" : part.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            switch (key) {
                case "", "database", "databasename", "initial catalog" -> {
                    // Each test has a database of its own.
                }
                case "user", "username", "user id", "uid" -> user = value(part.substring(equals + 1));
                case "password", "pwd" -> password = value(part.substring(equals + 1));
                default -> {
                    speaksOfCertificates |= key.startsWith("trustservercertificate");
                    settings.append(';').append(part);
                }
            }
        }
        if (!speaksOfCertificates) {
            settings.append(";trustServerCertificate=true");
        }
        String address = parts.getFirst();
        int colon = address.lastIndexOf(':');
        boolean hasPort = colon > address.lastIndexOf(']');
        return new TestServer(
                ServerKind.SQLSERVER,
                ServerKind.SQLSERVER.urlVariable(),
                hasPort ? address.substring(0, colon) : address,
                hasPort ? Integer.parseInt(address.substring(colon + 1)) : ServerKind.SQLSERVER.usualPort(),
                user,
                password,
                settings.toString());
    }

    /** The parts between semicolons that do not stand in braces. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        boolean braces = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{' && text.substring(start, i).strip().endsWith("=")) {
                braces = true;
            } else if (c == '}' && braces) {
                boolean doubled = text.startsWith("}}", i);
                braces = doubled;
                i += doubled ? 1 : 0;
            } else if (c == ';' && !braces) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static String value(String text) {
        String value = text.strip();
        return value.startsWith("{") && value.endsWith("}")
                ? value.substring(1, value.length() - 1).replace("}}", "}")
                : value;
    }
}
