/** Reads, checks, formats and writes {@code .prisma} schemas. */
module dev.gnomon.schema {
    requires transitive dev.gnomon.engine.api;
    requires static org.jspecify;

    exports dev.gnomon.schema.lowering;
    exports dev.gnomon.schema.model;
    exports dev.gnomon.schema.pull;
    exports dev.gnomon.schema.syntax;
    exports dev.gnomon.schema;
    exports dev.gnomon.schema.format;
}
