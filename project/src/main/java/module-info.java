/** A project, opened once for every door: the command line, the schema engine's protocol, other programs. */
module dev.gnomon.project {
    requires transitive dev.gnomon.config;
    requires transitive dev.gnomon.engine.core;
    requires transitive dev.gnomon.schema;
    requires dev.gnomon.listeners;
    requires static org.jspecify;

    exports dev.gnomon.project;
}
