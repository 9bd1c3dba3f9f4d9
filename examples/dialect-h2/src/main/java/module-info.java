/** H2 in embedded mode, as a dialect that nobody of gnomon knows of. */
module org.example.gnomon.h2 {
    requires dev.gnomon.engine.api;
    requires com.h2database;

    provides dev.gnomon.engine.dialect.Dialect with
            org.example.gnomon.h2.H2Dialect;
}
