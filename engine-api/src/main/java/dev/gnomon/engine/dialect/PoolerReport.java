package dev.gnomon.engine.dialect;

/** Whether a connection pooler stands between gnomon and the server. */
public sealed interface PoolerReport {

    /** The session is the server's own: locks and settings last as long as the connection. */
    record Direct() implements PoolerReport {}

    /**
     * Sessions are shared: session locks do not exclude and settings leak.
     *
     * @param evidence what was seen, one sentence
     */
    record Pooled(String evidence) implements PoolerReport {}
}
