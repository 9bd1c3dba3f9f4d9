/** The engine: one straight pipeline over the values of {@code dev.gnomon.engine.api}. */
module dev.gnomon.engine.core {
    requires transitive dev.gnomon.engine.api;
    requires static org.jspecify;

    exports dev.gnomon.engine.core;
    exports dev.gnomon.engine.core.dataloss;
    exports dev.gnomon.engine.core.diff;
    exports dev.gnomon.engine.core.plugin;
    exports dev.gnomon.engine.core.script;
    exports dev.gnomon.engine.core.workspace;

    uses dev.gnomon.engine.dialect.Dialect;
    uses dev.gnomon.engine.event.EngineListener;
}
