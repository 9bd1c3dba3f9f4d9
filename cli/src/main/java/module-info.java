/** Options in, text and exit codes out; also the JSON-RPC server. */
module dev.gnomon.cli {
    requires dev.gnomon.engine.contract;
    requires dev.gnomon.engine.core;
    requires dev.gnomon.schema;
    requires dev.gnomon.config;
    requires dev.gnomon.listeners;
    requires dev.gnomon.project;
    requires info.picocli;
    requires tools.jackson.core;
    requires static org.jspecify;
}
