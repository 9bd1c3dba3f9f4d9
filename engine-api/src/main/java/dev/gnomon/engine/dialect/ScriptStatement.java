package dev.gnomon.engine.dialect;

/**
 * One statement of a script.
 *
 * @param sql  without its terminator, comments before it included
 * @param line the line of the script that its first word stands on, from 1
 */
public record ScriptStatement(String sql, int line) {}
