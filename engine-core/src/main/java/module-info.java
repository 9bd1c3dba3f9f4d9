/** The engine: one straight pipeline over the values of {@code dev.gnomon.engine.api}. */
module dev.gnomon.engine.core {
    requires transitive dev.gnomon.engine.api;
    requires com.google.common;
    requires com.google.guice;
    requires jakarta.inject;
    requires static org.jspecify;

    exports dev.gnomon.engine.core.diff;

    uses dev.gnomon.engine.dialect.Dialect;
}
