/**
 * The contract between the engine, its dialects and its listeners.
 *
 * <p>Holds values and interfaces only. A dialect compiles against this module and its own JDBC
 * driver, and against nothing else of gnomon.
 */
module dev.gnomon.engine.api {
    requires transitive java.sql;
    requires static org.jspecify;

    exports dev.gnomon.engine.change;
    exports dev.gnomon.engine.dialect;
    exports dev.gnomon.engine.error;
    exports dev.gnomon.engine.event;
    exports dev.gnomon.engine.migration;
    exports dev.gnomon.engine.model;
    exports dev.gnomon.engine.support;
}
