package dev.gnomon.engine.change;

/** What happens to existing values when a column's type changes. */
public enum CastSafety {
    /** Every value survives unchanged. */
    SAFE,
    /** A value may be cut or the statement may fail. */
    RISKY,
    /** The database has no such cast: the column has to be dropped and created again. */
    NOT_CASTABLE
}
