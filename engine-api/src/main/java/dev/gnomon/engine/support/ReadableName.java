package dev.gnomon.engine.support;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.nio.charset.Charset;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells names that Java could read from those that it could not. Under a locale that is not UTF-8, Java puts other
 * characters in place of what it does not know; a migration under such a name would be taken for another one.
 */
public final class ReadableName {

    private static final char REPLACEMENT = '\uFFFD';

    private ReadableName() {}

    /** Whether every character of a text from the environment or the command line arrived. */
    public static boolean arrived(String text) {
        return text.indexOf(REPLACEMENT) < 0;
    }

    /**
     * Make sure that a text from the environment or the command line arrived as it was written.
     *
     * @param what it is, to begin a sentence with
     * @throws GnomonException {@code GN-1007} if it did not
     */
    public static void requireText(String text, String what) {
        if (!arrived(text)) {
            throw unreadable(what);
        }
    }

    /**
     * Make sure that the last name of a path is the one that the file has.
     *
     * @param what it is, to begin a sentence with
     * @throws GnomonException {@code GN-1007} if it may be another one
     */
    public static void requireFile(Path file, String what) {
        String name = String.valueOf(file.getFileName());
        if (!arrived(name) || (!namesAreUnicode(file) && !isAscii(name))) {
            throw unreadable(what);
        }
    }

    /**
     * Make sure that the path of the folder that everything is looked for in is the one that it has.
     *
     * @param what it is, to begin a sentence with
     * @throws GnomonException {@code GN-1007} if it is another one
     */
    public static void requireFolder(Path folder, String what) {
        if (!arrived(folder.toString()) || (!namesAreUnicode(folder) && !Files.isDirectory(folder))) {
            throw unreadable(what);
        }
    }

    /**
     * Make sure that a name that somebody wrote can be the name of a file here.
     *
     * @param what it is, to begin a sentence with
     * @throws GnomonException {@code GN-1007} if the locale has no such letters
     */
    public static void requireMappable(String text, String what) {
        if (!arrived(text)
                || (Charset.isSupported(encoding())
                        && !Charset.forName(encoding()).newEncoder().canEncode(text))) {
            throw unreadable(what);
        }
    }

    /** Windows has its names in Unicode, whatever the locale. */
    private static boolean namesAreUnicode(Path file) {
        return encoding().equals("UTF-8")
                || System.getProperty("os.name", "").startsWith("Windows")
                || !file.getFileSystem().equals(FileSystems.getDefault());
    }

    private static boolean isAscii(String name) {
        return name.chars().allMatch(character -> character < 0x80);
    }

    private static String encoding() {
        return System.getProperty("sun.jnu.encoding", "UTF-8");
    }

    private static GnomonException unreadable(String what) {
        boolean unicode = encoding().equals("UTF-8");
        return new GnomonException(
                EngineErrorCode.NAME_UNREADABLE,
                unicode
                        ? what + " cannot be read: its bytes are not UTF-8. Nothing was done."
                        : what + " cannot be read: the locale makes Java take names for " + encoding()
                                + ". Nothing was done.",
                unicode
                        ? "Write it in UTF-8; rename what bears the name."
                        : "Set LC_ALL=C.UTF-8 in the environment of the program that starts Java, or another locale with"
                                + " UTF-8 that is installed (`locale -a` lists them).");
    }
}
