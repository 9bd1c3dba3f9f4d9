package dev.gnomon.engine.dialect;

/** What the catalog says about this user's right to create a shadow database. */
public sealed interface PermissionReport {

    record Granted() implements PermissionReport {}

    /**
     * The catalog is conclusive.
     *
     * @param missing who lacks what, one sentence
     * @param remedy  the narrowest grant that suffices, as a statement to run
     */
    record Denied(String missing, String remedy) implements PermissionReport {}

    /** The catalog cannot tell: try, and read the error. */
    record Unknown(String why) implements PermissionReport {}
}
