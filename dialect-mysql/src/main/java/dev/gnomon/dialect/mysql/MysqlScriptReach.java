package dev.gnomon.dialect.mysql;

import dev.gnomon.dialect.mysql.MysqlToken.Kind;
import dev.gnomon.engine.dialect.Reach;
import dev.gnomon.engine.dialect.ReachScope;
import dev.gnomon.engine.dialect.ScriptReach;
import dev.gnomon.engine.dialect.ScriptStatement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Tells what of a script reaches out of its database.
 *
 * <p>A script is read more than once where it depends on the server what it says: on its SQL mode, and on which comments
 * it executes. What reaches out in one of the readings does.
 */
final class MysqlScriptReach implements ScriptReach {

    private static final Set<String> PROGRAMS =
            Set.of("PROCEDURE", "FUNCTION", "TRIGGER", "EVENT", "PACKAGE", "ATOMIC");

    /** Where CREATE says what it creates, definer and all. */
    private static final int HEAD = 24;

    @Override
    public List<Reach> read(String script, ReachScope scope) {
        String text = MysqlHoles.without(script);
        MysqlReaches reaches = new MysqlReaches(scope);
        readAsItRuns(text, reaches);
        for (MysqlReading reading : otherReadings(text)) {
            readOtherwise(MysqlTokens.take(text, 1, reading, new MysqlModes()), reading.skipsConditionals(), reaches);
        }
        return reaches.found().stream()
                .sorted(Comparator.comparingInt(Reach::line))
                .toList();
    }

    /** Read the statements that are going to be sent to the server. */
    private static void readAsItRuns(String script, MysqlReaches reaches) {
        List<MysqlToken> all = new ArrayList<>();
        BitSet programs = new BitSet();
        MysqlModes modes = new MysqlModes();
        int from = 0;
        int line = 1;
        for (ScriptStatement statement : new MysqlScriptRunner().split(script)) {
            int start = Math.max(from, script.indexOf(statement.sql(), from));
            line += (int)
                    script.substring(from, start).chars().filter(c -> c == '\n').count();
            from = start;
            List<MysqlToken> tokens = MysqlTokens.take(statement.sql(), line, MysqlReading.USUAL, modes)
                    .tokens();
            if (isProgram(tokens)) {
                programs.set(all.size(), all.size() + tokens.size());
            }
            MysqlReachReader.readCode(tokens, reaches);
            all.addAll(tokens);
        }
        MysqlReachDynamic.read(all, programs, reaches, 0);
        if (script.contains("\\'") || script.contains("\\\"")) {
            for (int doubt : modes.doubts()) {
                reaches.unreadable(doubt, "SET sql_mode leaves it open where the texts of the script end");
            }
        }
    }

    /**
     * Read what a script says under another SQL mode or on another server.
     *
     * @param certain it says that on some server, as whoever wrote it knows
     */
    private static void readOtherwise(MysqlTokens.Taken taken, boolean certain, MysqlReaches reaches) {
        Set<String> plainNames = MysqlReachNames.plainNames(taken.tokens());
        List<List<MysqlToken>> statements = MysqlReachReader.statements(taken.tokens());
        for (int each = 0; each < statements.size(); each++) {
            boolean cutOff = taken.unfinished() && each == statements.size() - 1;
            if (certain || !(cutOff || isBroken(statements.get(each)))) {
                MysqlReachVerbs.read(statements.get(each), reaches);
                MysqlReachNames.read(statements.get(each), plainNames, reaches);
            }
        }
    }

    private static boolean isProgram(List<MysqlToken> tokens) {
        return tokens.stream().limit(HEAD).anyMatch(token -> token.isWord(PROGRAMS));
    }

    private static List<MysqlReading> otherReadings(String script) {
        List<MysqlReading> readings = new ArrayList<>();
        if (script.contains("\\'") || script.contains("\\\"")) {
            readings.add(new MysqlReading(new MysqlQuotes(false, false), false));
            readings.add(new MysqlReading(new MysqlQuotes(true, true), false));
        }
        if (MysqlTokens.take(script, 1, MysqlReading.USUAL, new MysqlModes()).conditionalsDiffer()) {
            readings.add(new MysqlReading(MysqlQuotes.USUAL, true));
        }
        return readings;
    }

    /** Whether the server certainly refuses it, so that it was not meant this way. */
    private static boolean isBroken(List<MysqlToken> statement) {
        for (int at = 0; at < statement.size(); at++) {
            boolean nothing =
                    at + 1 < statement.size() && statement.get(at + 1).text().startsWith("N");
            if (statement.get(at).kind() == Kind.SYMBOL
                    && statement.get(at).text().equals("\\")
                    && !nothing) {
                return true;
            }
        }
        return false;
    }
}
