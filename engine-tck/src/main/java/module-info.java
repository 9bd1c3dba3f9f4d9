/** What a dialect must do, as tests to extend, and the servers that the tests need. */
module dev.gnomon.engine.tck {
    requires transitive dev.gnomon.engine.api;
    requires dev.gnomon.engine.core;
    requires transitive org.junit.jupiter.api;
    requires transitive org.junit.jupiter.params;
    requires transitive org.assertj.core;
    requires static org.jspecify;
}
