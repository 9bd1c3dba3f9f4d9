package dev.gnomon.engine.core.event;

import dev.gnomon.engine.dialect.StatementWord;
import dev.gnomon.engine.dialect.StatementWord.Kind;
import dev.gnomon.engine.model.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The words of one statement, asked for by their place. */
record StatementWords(List<StatementWord> all) {

    /** A name, and the place behind it. */
    record Name(ObjectName name, int next) {}

    int size() {
        return all.size();
    }

    /** The keyword at a place; blank where there is none. */
    String at(int index) {
        return index >= 0 && index < all.size() ? all.get(index).keyword() : "";
    }

    boolean isSign(int index, char sign) {
        return index >= 0 && index < all.size() && all.get(index).isSign(sign);
    }

    boolean isIn(int index, Set<String> keywords) {
        return keywords.contains(at(index));
    }

    /** The place of the first word from one on that is none of these. */
    int skip(int from, String... keywords) {
        int index = from;
        while (List.of(keywords).contains(at(index))) {
            index++;
        }
        return index;
    }

    /** The place of a keyword outside of parentheses, from one place on; the end where there is none. */
    int find(int from, String keyword) {
        int depth = 0;
        for (int index = from; index < all.size(); index++) {
            depth += isSign(index, '(') ? 1 : isSign(index, ')') ? -1 : 0;
            if (depth == 0 && at(index).equals(keyword)) {
                return index;
            }
        }
        return all.size();
    }

    boolean has(int from, String keyword) {
        for (int index = from; index < all.size(); index++) {
            if (at(index).equals(keyword)) {
                return true;
            }
        }
        return false;
    }

    /** The place behind parentheses that open here; the same place if none do. */
    int behindParentheses(int from) {
        int depth = 0;
        for (int index = from; index < all.size(); index++) {
            depth += isSign(index, '(') ? 1 : isSign(index, ')') ? -1 : 0;
            if (depth == 0) {
                return isSign(index, ')') ? index + 1 : index;
            }
        }
        return all.size();
    }

    StatementWords from(int from) {
        return new StatementWords(all.subList(Math.min(from, all.size()), all.size()));
    }

    StatementWords between(int from, int to) {
        return new StatementWords(all.subList(Math.min(from, to), to));
    }

    /** A name of any number of parts, the last two of which count. A text may be a name as well, where the database takes it. */
    Optional<Name> name(int from) {
        List<String> parts = new ArrayList<>();
        int index = from;
        while (isPart(index)) {
            parts.add(all.get(index++).text());
            if (!isSign(index, '.')) {
                break;
            }
            while (isSign(index, '.')) {
                index++;
            }
        }
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        String last = parts.get(parts.size() - 1);
        Optional<String> namespace = parts.size() > 1 ? Optional.of(parts.get(parts.size() - 2)) : Optional.empty();
        return Optional.of(new Name(new ObjectName(namespace, last), isSign(index, '*') ? index + 1 : index));
    }

    private boolean isPart(int index) {
        return index < all.size()
                && all.get(index).kind() != Kind.SIGN
                && !all.get(index).text().isEmpty();
    }

    /** Names with commas between them. */
    List<Name> names(int from) {
        List<Name> names = new ArrayList<>();
        Optional<Name> next = name(from);
        while (next.isPresent()) {
            names.add(next.get());
            next = isSign(next.get().next(), ',') ? name(skip(next.get().next() + 1, "ONLY")) : Optional.empty();
        }
        return names;
    }

    /** Cut at a sign outside of parentheses. */
    List<StatementWords> cutAt(char sign) {
        List<StatementWords> pieces = new ArrayList<>();
        int from = 0;
        int depth = 0;
        for (int index = 0; index < all.size(); index++) {
            depth += isSign(index, '(') ? 1 : isSign(index, ')') ? -1 : 0;
            if (isSign(index, sign) && depth <= 0) {
                pieces.add(between(from, index));
                from = index + 1;
                depth = 0;
            }
        }
        pieces.add(from(from));
        return pieces.stream().filter(piece -> piece.size() > 0).toList();
    }
}
