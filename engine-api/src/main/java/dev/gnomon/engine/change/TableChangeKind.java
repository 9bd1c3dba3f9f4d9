package dev.gnomon.engine.change;

/** What a change inside a table can be. */
public enum TableChangeKind {
    DROP_PRIMARY_KEY("DropPrimaryKey"),
    RENAME_PRIMARY_KEY("RenamePrimaryKey"),
    DROP_COLUMN("DropColumn"),
    ADD_COLUMN("AddColumn"),
    ALTER_COLUMN("AlterColumn"),
    RECREATE_COLUMN("RecreateColumn"),
    ADD_PRIMARY_KEY("AddPrimaryKey");

    private final String word;

    TableChangeKind(String word) {
        this.word = word;
    }

    /** What policies call it. */
    public String word() {
        return word;
    }
}
