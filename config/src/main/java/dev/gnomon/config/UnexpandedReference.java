package dev.gnomon.config;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the {@code ${NAME}} that nothing was put in the place of: it would become part of a database's name. */
final class UnexpandedReference {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}@/]*}?");

    /** In the form that SQL Server's URLs have, the name of the database is one of the properties. */
    private static final Pattern PROPERTY =
            Pattern.compile("(?i);\\s*(?:database|databaseName|initial catalog)\\s*=([^;]*)");

    private UnexpandedReference() {}

    /**
     * Make sure that a URL holds none behind user and password, which may hold anything.
     *
     * @param origin where the URL is set
     * @throws GnomonException {@code GN-1002} if it does
     */
    static void refuse(String url, String origin) {
        String place = url.substring(url.lastIndexOf('@') + 1);
        if (url.regionMatches(true, 0, "sqlserver:", 0, 10) || url.regionMatches(true, 0, "jdbc:sqlserver:", 0, 15)) {
            Matcher property = PROPERTY.matcher(url);
            place = property.find() ? property.group(1) : "";
        }
        Matcher reference = REFERENCE.matcher(place);
        if (reference.find()) {
            throw new GnomonException(
                    EngineErrorCode.SETTINGS_INVALID,
                    "The URL of the database still holds `" + reference.group() + "`: no value was put in its place.",
                    "The URL comes from " + origin + ". Write the value itself, or set the variable in a `.env` file of"
                            + " the project: there `${NAME}` and `${NAME:-default}` are replaced, unless a"
                            + " `prisma.config.ts` loads the file with `dotenv/config`, which replaces nothing.");
        }
    }
}
