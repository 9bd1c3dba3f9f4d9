package dev.gnomon.engine.event;

/** What a statement of a script can do to a table, or to what has tables in it. */
public enum StatementKind {
    CREATE_TABLE("CreateTable", false),
    DROP_TABLE("DropTable", true),
    /** It is dropped, while another one takes its name. */
    REDEFINE_TABLE("RedefineTable", false),
    ALTER_TABLE("AlterTable", false),
    DROP_COLUMN("DropColumn", true),
    ADD_COLUMN("AddColumn", false),
    ALTER_COLUMN("AlterColumn", false),
    RENAME_TABLE("RenameTable", false),
    /** Of a table, or of a part of it. */
    TRUNCATE("Truncate", true),
    DELETE("Delete", true),
    UPDATE("Update", false),
    INSERT("Insert", false),
    DROP_NAMESPACE("DropNamespace", true),
    DROP_TYPE("DropType", false),
    DROP_DATABASE("DropDatabase", true),
    /** Its words do not tell what it does. */
    OPAQUE("Opaque", true);

    private final String word;
    private final boolean destroys;

    StatementKind(String word, boolean destroys) {
        this.word = word;
        this.destroys = destroys;
    }

    /** What policies and logs call it; the same word as for a change of a plan that does the same. */
    public String word() {
        return word;
    }

    /** Whether rows or values can be lost by it. */
    public boolean destroys() {
        return destroys;
    }
}
