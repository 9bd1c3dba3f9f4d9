package dev.gnomon.engine.support;

import dev.gnomon.engine.error.GnomonException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Says what may be wrong with a URL that does not begin as it should. */
public final class UrlScheme {

    private static final String QUOTES = "\"'`“”‘’";

    private static final Map<String, String> PROVIDERS = new LinkedHashMap<>();

    static {
        PROVIDERS.put("postgresql:", "postgresql");
        PROVIDERS.put("postgres:", "postgresql");
        PROVIDERS.put("mysql:", "mysql");
        PROVIDERS.put("sqlserver:", "sqlserver");
        PROVIDERS.put("file:", "sqlite");
        PROVIDERS.put("sqlite:", "sqlite");
        PROVIDERS.put("mongodb:", "mongodb");
        PROVIDERS.put("mongodb+srv:", "mongodb");
    }

    private UrlScheme() {}

    /**
     * {@code P1013}: a URL whose scheme is none that is known here.
     *
     * @param usual how a URL is written here, one sentence
     */
    public static GnomonException notRecognized(String url, String usual) {
        String text = url.strip();
        String remedy;
        if (!text.isEmpty() && QUOTES.indexOf(text.charAt(0)) >= 0) {
            remedy = "Remove the quotes around the URL: they came with it from where it is set. " + usual;
        } else {
            remedy = provider(text)
                    .map(provider -> "The URL is one for the provider `" + provider
                            + "`. Write that provider into the datasource block, or another URL. " + usual)
                    .orElse(usual);
        }
        return KnownFailures.invalidUrl("The scheme is not recognized in database URL.", remedy);
    }

    private static Optional<String> provider(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        String scheme = lower.startsWith("jdbc:") ? lower.substring("jdbc:".length()) : lower;
        return PROVIDERS.entrySet().stream()
                .filter(known -> scheme.startsWith(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
