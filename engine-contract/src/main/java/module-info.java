/** What a dialect must do, as rules that can be checked without any test framework. */
module dev.gnomon.engine.contract {
    requires transitive dev.gnomon.engine.api;
    requires dev.gnomon.engine.core;
    requires static org.jspecify;

    exports dev.gnomon.engine.contract;
}
