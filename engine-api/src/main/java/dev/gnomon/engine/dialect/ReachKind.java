package dev.gnomon.engine.dialect;

import java.util.Arrays;
import java.util.Optional;

/** What a statement reaches that does not lie in the database which it runs in. */
public enum ReachKind {
    /** Another database of the server: used, named in front of an object, created, changed or dropped. */
    DATABASES("databases", "another database"),
    /** Files of the server or of this machine, large objects that are read from or written to them. */
    FILES("files", "files"),
    /** Programs of the server's machine, and code that the server does not watch. */
    PROGRAMS("programs", "programs"),
    /** Other servers, through links, foreign servers, subscriptions or the network. */
    SERVERS("servers", "other servers"),
    /** Roles, users, logins and what they may do, which all databases of a server share. */
    ROLES("roles", "the server's roles"),
    /** The server itself: its settings, its tablespaces, its sessions, its jobs. */
    SERVER("server", "the server itself"),
    /** What cannot be read before it runs, since it is put together only then. */
    UNREADABLE("unreadable", "what cannot be told before it runs");

    private final String word;
    private final String target;

    ReachKind(String word, String target) {
        this.word = word;
        this.target = target;
    }

    /** The word for it in settings, for example {@code roles}. */
    public String word() {
        return word;
    }

    /** What is reached, for people. */
    public String target() {
        return target;
    }

    /** The kind that a word of the settings means. */
    public static Optional<ReachKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
}
