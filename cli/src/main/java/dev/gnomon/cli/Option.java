package dev.gnomon.cli;

/**
 * An option of a command.
 *
 * @param name      without the dashes
 * @param shortName one letter, or empty
 * @param valueName what the help calls its value; empty for a flag
 * @param help      one line; empty for one that is accepted and not shown
 */
record Option(String name, String shortName, String valueName, String help) {

    static Option flag(String name, String help) {
        return new Option(name, "", "", help);
    }

    static Option value(String name, String valueName, String help) {
        return new Option(name, "", valueName, help);
    }

    Option withShortName(String letter) {
        return new Option(name, letter, valueName, help);
    }

    boolean takesValue() {
        return !valueName.isEmpty();
    }
}
