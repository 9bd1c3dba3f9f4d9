package dev.gnomon.engine.dialect;

import java.util.regex.Pattern;

/** Takes the secrets out of a URL, whatever its form; errs on the side of hiding too much. */
public final class SecretMask {

    /** {@code //user:password@}: everything up to the last at-sign of the authority or beyond. */
    private static final Pattern USER_INFO = Pattern.compile("//[^\\s]*@");

    /** Values in braces may hold any character, as in SQL Server's URLs. */
    private static final Pattern SECRET_PROPERTY = Pattern.compile(
            "(?i)\\b(password|pwd|sslpassword|api_key|accesstoken|token|secret|keystorepassword|truststorepassword"
                    + "|trustcertificatekeystorepassword|clientcertificatekeystorepassword|user|username)\\s*=\\s*(\\{(?:[^}]|}})*}|[^&;]*)");

    private SecretMask() {}

    /** The URL with user names, passwords, tokens and keys replaced by {@code ***}. */
    public static String mask(String url) {
        String withoutUserInfo = USER_INFO.matcher(url).replaceAll("//***@");
        return SECRET_PROPERTY.matcher(withoutUserInfo).replaceAll("$1=***");
    }
}
