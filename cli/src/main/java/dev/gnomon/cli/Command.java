package dev.gnomon.cli;

/** A command of the program. */
interface Command {

    CommandDescription description();

    /**
     * Do what the command is for.
     *
     * @return how it ended
     * @throws UsageException if the options do not fit together
     */
    Ending run(Invocation invocation) throws UsageException;
}
