package dev.gnomon.project;

import dev.gnomon.engine.core.plugin.Dialects;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.support.UrlScheme;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells databases apart by the form of their URLs. */
final class Urls {

    private Urls() {}

    /** The first dialect that understands a URL. */
    static Optional<Dialect> dialectOf(Dialects dialects, DatabaseTarget target) {
        return dialects.all().stream()
                .filter(dialect -> accepts(dialect, target))
                .findFirst();
    }

    /** A dialect that fails over a URL does not understand it, and must not keep others from doing so. */
    static boolean accepts(Dialect dialect, DatabaseTarget target) {
        try {
            return dialect.connector().accepts(target);
        } catch (RuntimeException | LinkageError failure) {
            return false;
        }
    }

    /** The failure to tell where no dialect understands a URL. */
    static GnomonException noDialect(Dialects dialects, DatabaseTarget target) {
        String known =
                dialects.all().stream().map(dialect -> dialect.id().value()).collect(Collectors.joining(", "));
        return UrlScheme.notRecognized(target.url(), "The dialects are: " + known + ".");
    }
}
