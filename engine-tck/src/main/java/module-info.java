/** What a dialect must do, as tests to extend, and the servers that the tests need. */
module dev.gnomon.engine.tck {
    requires transitive dev.gnomon.engine.api;
    requires transitive dev.gnomon.engine.contract;
    requires transitive org.junit.jupiter.api;
    requires transitive org.junit.jupiter.params;
    requires transitive org.assertj.core;
    requires org.opentest4j;
    // Only where a test asks for a server that these can start.
    requires static embedded.postgres;
    requires static testcontainers;
    requires static org.jspecify;

    exports dev.gnomon.engine.tck;
    exports dev.gnomon.engine.tck.fault;
    exports dev.gnomon.engine.tck.server;

    uses dev.gnomon.engine.dialect.Dialect;
}
