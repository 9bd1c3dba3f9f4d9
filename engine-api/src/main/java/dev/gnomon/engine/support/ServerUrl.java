package dev.gnomon.engine.support;

import dev.gnomon.engine.error.GnomonException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The parts of a URL such as {@code scheme://user:password@host:port/path?name=value}, decoded. Lenient: a per cent sign
 * that starts no byte stays, the last {@code @} ends the password. Prints without its secrets.
 *
 * @param host       without the brackets of an IPv6 address
 * @param path       without the slash that it begins with
 * @param parameters in the order in which they are written; one without a value has an empty one
 */
public record ServerUrl(
        Optional<String> user,
        Optional<String> password,
        Optional<String> host,
        Optional<Integer> port,
        Optional<String> path,
        Map<String, String> parameters) {

    private static final int LAST_PORT = 65_535;

    public ServerUrl {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** How a query is written. */
    public enum Query {
        /** A plus sign stands for itself. */
        PLAIN,
        /** A plus sign stands for a blank, as in a form. */
        FORM
    }

    /**
     * Take a URL apart.
     *
     * @param afterScheme   what follows {@code scheme://}
     * @param hostParameter the parameter that may stand in for a host
     * @param invalid       makes the error from the reason, which tells nothing of the URL's text
     */
    public static ServerUrl parse(
            String afterScheme, Query query, String hostParameter, Function<String, GnomonException> invalid) {
        int authorityEnd = firstOf(afterScheme, "/?#");
        String authority = afterScheme.substring(0, authorityEnd);
        String rest = afterScheme.substring(authorityEnd);
        int fragment = rest.indexOf('#');
        String pathAndQuery = fragment < 0 ? rest : rest.substring(0, fragment);
        int question = pathAndQuery.indexOf('?');
        String path = question < 0 ? pathAndQuery : pathAndQuery.substring(0, question);
        Map<String, String> parameters = parameters(question < 0 ? "" : pathAndQuery.substring(question + 1), query);

        int at = authority.lastIndexOf('@');
        String userInfo = at < 0 ? "" : authority.substring(0, at);
        String address = authority.substring(at + 1);
        int colon = userInfo.indexOf(':');
        int portColon = address.startsWith("[") ? address.indexOf(':', address.indexOf(']') + 1) : address.indexOf(':');
        String host = decode(portColon < 0 ? address : address.substring(0, portColon), Query.PLAIN);
        Optional<Integer> port = portColon < 0
                ? Optional.empty()
                : present(address.substring(portColon + 1)).map(text -> port(text, invalid));
        if (host.isEmpty() && (at >= 0 || port.isPresent()) && !parameters.containsKey(hostParameter)) {
            throw invalid.apply("empty host");
        }
        return new ServerUrl(
                present(decode(colon < 0 ? userInfo : userInfo.substring(0, colon), Query.PLAIN)),
                colon < 0 ? Optional.empty() : present(decode(userInfo.substring(colon + 1), Query.PLAIN)),
                present(withoutBrackets(host)),
                port,
                present(decode(path.startsWith("/") ? path.substring(1) : path, Query.PLAIN)),
                parameters);
    }

    /** The parameters of a query, {@code name=value&name=value}, decoded and in order; of two of a name the last. */
    public static Map<String, String> parameters(String text, Query query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String key = decode(equals < 0 ? pair : pair.substring(0, equals), query);
                parameters.put(key, equals < 0 ? "" : decode(pair.substring(equals + 1), query));
            }
        }
        return parameters;
    }

    /**
     * Read a port.
     *
     * @param invalid makes the error, which does not repeat the text: it may be a part of a password
     */
    public static int port(String text, Function<String, GnomonException> invalid) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= LAST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // The number is no port either way.
        }
        throw invalid.apply("invalid port number");
    }

    /** A host without the brackets that an IPv6 address has in a URL. */
    public static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    /** Turn %XX into bytes of UTF-8. */
    private static String decode(String text, Query query) {
        boolean plusIsBlank = query == Query.FORM;
        if (text.indexOf('%') < 0 && !(plusIsBlank && text.indexOf('+') >= 0)) {
            return text;
        }
        byte[] source = text.getBytes(StandardCharsets.UTF_8);
        byte[] target = new byte[source.length];
        int length = 0;
        for (int index = 0; index < source.length; index++) {
            int high = index + 2 < source.length ? Character.digit(source[index + 1], 16) : -1;
            int low = index + 2 < source.length ? Character.digit(source[index + 2], 16) : -1;
            if (source[index] == '%' && high >= 0 && low >= 0) {
                target[length++] = (byte) (high * 16 + low);
                index += 2;
            } else if (plusIsBlank && source[index] == '+') {
                target[length++] = ' ';
            } else {
                target[length++] = source[index];
            }
        }
        return new String(target, 0, length, StandardCharsets.UTF_8);
    }

    private static int firstOf(String text, String characters) {
        for (int index = 0; index < text.length(); index++) {
            if (characters.indexOf(text.charAt(index)) >= 0) {
                return index;
            }
        }
        return text.length();
    }

    private static Optional<String> present(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    @Override
    public String toString() {
        return "ServerUrl[" + host.orElse("") + port.map(number -> ":" + number).orElse("") + "]";
    }
}
