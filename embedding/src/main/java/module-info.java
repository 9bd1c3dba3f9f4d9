/** gnomon within another program: a project, and what can be done with it. */
module dev.gnomon.embedding {
    requires transitive dev.gnomon.config;
    requires transitive dev.gnomon.engine.core;
    requires transitive dev.gnomon.schema;
    requires static org.jspecify;

    exports dev.gnomon.embedding;
}
