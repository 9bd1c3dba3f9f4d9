package dev.gnomon.listeners.event;

import dev.gnomon.engine.dialect.SecretMask;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes passwords out of statements and messages before they are written anywhere. */
final class SqlSecrets {

    private SqlSecrets() {}

    /** Only texts that speak of a secret are looked at, so that the patterns are rarely needed. */
    private static final class Patterns {
        static final Pattern LITERAL = Pattern.compile(
                "(?i)(\\b(?:PASSWORD|IDENTIFIED\\s+(?:WITH\\s+\\S+\\s+)?(?:BY|AS)|SECRET)\\b\\s*[=(]?\\s*)"
                        + "(?:N?'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\")");
    }

    static String hide(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        String hidden = text;
        if (upper.contains("PASSWORD") || upper.contains("IDENTIFIED") || upper.contains("SECRET")) {
            hidden = Patterns.LITERAL
                    .matcher(hidden)
                    .replaceAll(found -> Matcher.quoteReplacement(found.group(1)) + "'***'");
        }
        return hidden.contains("://") ? SecretMask.mask(hidden) : hidden;
    }
}
