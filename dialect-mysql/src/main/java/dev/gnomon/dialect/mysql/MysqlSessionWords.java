package dev.gnomon.dialect.mysql;

import dev.gnomon.dialect.mysql.MysqlToken.Kind;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the words of a script tell of the session that it leaves behind. */
final class MysqlSessionWords {

    private static final Pattern WORD = Pattern.compile("[A-Za-z_]+");

    /** SET where it gives no variable a value: of character sets, and of what foreign keys and defaults do. */
    private static final Pattern OTHER_SET = Pattern.compile(
            "\\bCHARACTER\\s+SET\\b|\\bSET\\s+NULL\\b|\\bSET\\s+DEFAULT\\b(?!\\s+ROLE)|\\bSET\\s*\\(",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern SET = Pattern.compile("\\bSET\\b", Pattern.CASE_INSENSITIVE);

    private static final Set<String> LEAVING = Set.of("TEMPORARY", "HANDLER");

    private boolean sets;
    private final Set<String> words = new HashSet<>();
    private final Set<String> temporaryTables = new LinkedHashSet<>();
    private final Set<String> handlers = new LinkedHashSet<>();

    private MysqlSessionWords() {}

    /** Words wherever they stand, in texts and comments as well, since either may be run. */
    static MysqlSessionWords of(String script) {
        MysqlSessionWords read = new MysqlSessionWords();
        Matcher matcher = WORD.matcher(script);
        while (matcher.find()) {
            read.words.add(matcher.group().toUpperCase(Locale.ROOT));
        }
        read.sets = SET.matcher(OTHER_SET.matcher(script).replaceAll("")).find();
        if (read.hasAny(LEAVING)) {
            read.find(MysqlTokens.take(script, 1, MysqlReading.USUAL, new MysqlModes())
                    .tokens());
        }
        return read;
    }

    /** Whether it may give a setting of the session another value. */
    boolean setsAnything() {
        return sets;
    }

    boolean hasAny(Set<String> some) {
        return some.stream().anyMatch(words::contains);
    }

    /** The temporary tables that it creates, as statements name them. */
    Set<String> temporaryTables() {
        return temporaryTables;
    }

    /** The tables that it reads by hand, as they are to be closed. */
    Set<String> handlers() {
        return handlers;
    }

    private void find(List<MysqlToken> tokens) {
        for (int at = 0; at < tokens.size(); at++) {
            if (tokens.get(at).isText()) {
                findInText(tokens.get(at).text());
            } else if (isCreation(tokens, at)) {
                int name = at + 2;
                while (name < tokens.size() && tokens.get(name).isWord(Set.of("IF", "NOT", "EXISTS"))) {
                    name++;
                }
                nameAt(tokens, name, temporaryTables);
            } else if (tokens.get(at).isWord("HANDLER")) {
                handler(tokens, at + 1);
            }
        }
    }

    private static boolean isCreation(List<MysqlToken> tokens, int at) {
        return tokens.get(at).isWord("TEMPORARY")
                && at > 0
                && !tokens.get(at - 1).isWord("DROP")
                && at + 1 < tokens.size()
                && tokens.get(at + 1).isWord("TABLE");
    }

    private void findInText(String text) {
        MysqlSessionWords inner = of(text);
        temporaryTables.addAll(inner.temporaryTables);
        handlers.addAll(inner.handlers);
    }

    private void handler(List<MysqlToken> tokens, int at) {
        int open = nameAt(tokens, at, new HashSet<>());
        if (open < tokens.size() && tokens.get(open).isWord("OPEN")) {
            boolean as = open + 1 < tokens.size() && tokens.get(open + 1).isWord("AS");
            int alias = as ? open + 2 : open + 1;
            boolean renamed = alias < tokens.size() && tokens.get(alias).isName();
            nameAt(tokens, renamed ? alias : open - 1, handlers);
        }
    }

    /** Read a name with all that stands in front of it; where it ends. */
    private static int nameAt(List<MysqlToken> tokens, int from, Set<String> names) {
        StringBuilder name = new StringBuilder();
        int at = from;
        while (at < tokens.size() && tokens.get(at).isName()) {
            name.append(MysqlNames.quote(tokens.get(at).text()));
            at++;
            if (at >= tokens.size()
                    || tokens.get(at).kind() != Kind.SYMBOL
                    || !tokens.get(at).text().equals(".")) {
                break;
            }
            name.append('.');
            at++;
        }
        if (!name.isEmpty()) {
            names.add(name.toString());
        }
        return at;
    }
}
