package dev.gnomon.engine.change;

/**
 * What a change can be. The order of the constants is the order in which changes stand and run in a migration; each
 * says why it stands where it does.
 */
public enum ChangeKind {
    /** Whatever is created may lie in a namespace. */
    CREATE_NAMESPACE("CreateNamespace", "CreateSchema"),

    /** An extension that comes may bring objects with the names of those that one takes with it. */
    DROP_EXTENSION("DropExtension"),

    /** Types, functions and operator classes of an extension must be there before anything uses them. */
    CREATE_EXTENSION("CreateExtension"),

    /** Only its new version may have what is used next. */
    ALTER_EXTENSION("AlterExtension"),

    /**
     * What only one database has, as sequences or domains, may come from an extension and be used by any table. Where
     * that is not so, its dialect chooses another place.
     */
    DIALECT_CHANGE("DialectChange"),

    /** Columns and tables cannot go, nor columns change their type, while a view reads them. */
    DROP_VIEW("DropView"),

    /** An enum that is created next may need its name. */
    DROP_USER_DEFINED_TYPE("DropUserDefinedType"),

    /** A column that is added or altered, or a table that is created, may have it as its type. */
    CREATE_ENUM("CreateEnum"),

    /** A default of a column may be a value that it gets. */
    ALTER_ENUM("AlterEnum"),

    /** Columns, indexes and tables of both sides cannot change or go while it holds on to them. */
    DROP_FOREIGN_KEY("DropForeignKey"),

    /** It holds on to its columns, and another one may need its name. */
    DROP_INDEX("DropIndex"),

    /** Columns let go of an enum before it goes, and are there before an index or a foreign key needs them. */
    ALTER_TABLE("AlterTable"),

    /** A table lets go of an enum before it goes, and of its name before another one is created with it. */
    DROP_TABLE("DropTable"),

    /** Columns were altered and tables dropped: nothing has it as its type any more. */
    DROP_ENUM("DropEnum"),

    /** What its columns need is there, and the names of tables that went are free. */
    CREATE_TABLE("CreateTable"),

    /** A table that is built anew has its foreign keys at once, which may refer to a table that was created. */
    REDEFINE_TABLES("RedefineTables"),

    /** All tables and columns are there. A foreign key may need a unique one on its other side. */
    CREATE_INDEX("CreateIndex"),

    /** One that is added next may need the name. */
    RENAME_FOREIGN_KEY("RenameForeignKey"),

    /** Tables may refer to each other in a circle: all of them are there, with their unique indexes. */
    ADD_FOREIGN_KEY("AddForeignKey"),

    /** Nothing depends on what an index is called. */
    RENAME_INDEX("RenameIndex"),

    /** The same where a database cannot rename; it is gone for a moment, and what had to be checked with it was. */
    REDEFINE_INDEX("RedefineIndex");

    private final String word;
    private final String heading;

    ChangeKind(String word) {
        this(word, word);
    }

    ChangeKind(String word, String heading) {
        this.word = word;
        this.heading = heading;
    }

    /** What policies, logs and reports call it. */
    public String word() {
        return word;
    }

    /** Its heading in a migration file. */
    public String heading() {
        return heading;
    }
}
