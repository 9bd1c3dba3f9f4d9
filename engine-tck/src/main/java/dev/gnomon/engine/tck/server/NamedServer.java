package dev.gnomon.engine.tck.server;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
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

    /** {@code sqlserver://host:port;user=…;password=…}, as the dialect itself takes it. */
    private static TestServer sqlserver(String url) {
        String[] parts = url.replaceFirst("^(jdbc:)?sqlserver://", "").split(";");
        Map<String, String> properties = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            String[] pair = parts[i].split("=", 2);
            if (pair.length == 2) {
                properties.put(pair[0].trim().toLowerCase(Locale.ROOT), pair[1].replaceAll("^\\{|}$", ""));
            }
        }
        String[] address = parts[0].split(":", 2);
        return new TestServer(
                ServerKind.SQLSERVER,
                ServerKind.SQLSERVER.urlVariable(),
                address[0],
                address.length > 1 ? Integer.parseInt(address[1]) : ServerKind.SQLSERVER.usualPort(),
                properties.getOrDefault("user", "sa"),
                properties.getOrDefault("password", ""));
    }
}
