package dev.gnomon.engine.core.plugin;

import dev.gnomon.engine.error.GnomonException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Why a dialect is not there.
 *
 * @param providers the words in a schema that ask for it: its id where it could be asked, else the words of its name
 */
record PluginProblem(Set<String> providers, GnomonException failure) {

    PluginProblem {
        providers = Set.copyOf(providers);
    }

    /** A problem of jars that could not be asked for the dialect's id: {@code gnomon-dialect-duck.jar} will be Duck's. */
    static PluginProblem ofFile(String name, GnomonException failure) {
        Set<String> words =
                new HashSet<>(Arrays.asList(name.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")));
        words.removeAll(List.of("", "jar"));
        return new PluginProblem(words, failure);
    }
}
