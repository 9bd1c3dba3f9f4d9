package dev.gnomon.listeners.policy;

/** What is judged as a whole. */
enum JudgedCommand {
    APPLY("Apply"),
    PUSH("Push"),
    RESET("Reset"),
    RESOLVE("Resolve"),
    EXECUTE("Execute"),
    CREATE_DATABASE("CreateDatabase"),
    DROP_DATABASE("DropDatabase"),
    WRITE_MIGRATION("WriteMigration");

    private final String word;

    JudgedCommand(String word) {
        this.word = word;
    }

    /** What rules call it. */
    String word() {
        return word;
    }
}
