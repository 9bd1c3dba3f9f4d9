/** Finds and reads a project's settings into one immutable value. */
module dev.gnomon.config {
    requires transitive dev.gnomon.engine.api;
    requires dev.gnomon.schema;
    requires org.tomlj;
    requires tools.jackson.core;
    requires static org.jspecify;

    exports dev.gnomon.config;
}
