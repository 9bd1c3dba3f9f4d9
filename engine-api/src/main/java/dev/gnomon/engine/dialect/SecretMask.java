package dev.gnomon.engine.dialect;

import dev.gnomon.engine.dialect.SqlSecrets.Range;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Takes the secrets out of URLs, statements and messages, whatever their form; errs on the side of hiding too much. */
public final class SecretMask {

    /** {@code //user:password@}: everything up to the last at-sign of the authority or beyond. */
    private static final Pattern USER_INFO = Pattern.compile("//[^\\s]*@");

    /** Values in braces may hold any character, as in SQL Server's URLs. */
    private static final Pattern SECRET_PROPERTY = Pattern.compile(
            "(?i)\\b(password|pwd|sslpassword|api_key|accesstoken|token|secret|keystorepassword|truststorepassword"
                    + "|trustcertificatekeystorepassword|clientcertificatekeystorepassword|user|username)\\s*=\\s*(\\{(?:[^}]|}})*}|[^&;]*)");

    private static final String MASK = "***";

    /** What is shorter is part of too many words to be looked for. */
    private static final int SHORTEST = 3;

    private SecretMask() {}

    /** The URL with user names, passwords, tokens and keys replaced by {@code ***}. */
    public static String mask(String url) {
        String withoutUserInfo = USER_INFO.matcher(url).replaceAll("//***@");
        return SECRET_PROPERTY.matcher(withoutUserInfo).replaceAll("$1=***");
    }

    /**
     * A statement, a script, or a text that quotes one, with the passwords, keys and tokens in it replaced by
     * {@code ***}: those of users, roles and logins, of credentials and linked servers, of connection strings and URLs.
     */
    public static String maskSql(String text) {
        List<Range> secrets = SqlSecrets.in(text);
        if (secrets.isEmpty()) {
            return text;
        }
        StringBuilder masked = new StringBuilder();
        int position = 0;
        for (Range secret : secrets) {
            masked.append(text, position, secret.start()).append(secret.quoted() ? "'***'" : MASK);
            position = secret.end();
        }
        return masked.append(text, position, text.length()).toString();
    }

    /**
     * A server's message about a statement: without the secrets of the statement, wherever and however shortened the
     * server quotes them.
     */
    public static String maskSql(String message, String statement) {
        String masked = maskSql(message);
        for (String secret : secretsOf(statement)) {
            masked = masked.replace(secret, MASK);
            masked = withoutBeginning(masked, secret);
        }
        return masked;
    }

    /** The secrets without their quotes, the longest first. */
    private static Set<String> secretsOf(String statement) {
        Set<String> secrets = new LinkedHashSet<>();
        for (Range range : SqlSecrets.in(statement)) {
            String quoted = statement.substring(range.start(), range.end());
            String content = range.quoted()
                    ? quoted.replaceAll(
                            "(?s)^(?:[A-Za-z]|[Uu]&|_\\w+\\s*)?(?:\\$\\w*\\$|\\\\?['\"]+)|(?:\\$\\w*\\$|\\\\?['\"]+)$",
                            "")
                    : quoted;
            if (content.length() >= SHORTEST) {
                secrets.add(content);
                secrets.add(content.replace("''", "'"));
            }
        }
        return secrets.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** MySQL quotes the 80 characters behind a mistake, which may end in the middle of a secret. */
    private static String withoutBeginning(String message, String secret) {
        int quoteEnd = message.lastIndexOf("' at line");
        if (quoteEnd < 0) {
            return message;
        }
        for (int length = Math.min(secret.length() - 1, quoteEnd); length >= SHORTEST; length--) {
            if (message.startsWith(secret.substring(0, length), quoteEnd - length)) {
                return message.substring(0, quoteEnd - length) + MASK + message.substring(quoteEnd);
            }
        }
        return message;
    }
}
