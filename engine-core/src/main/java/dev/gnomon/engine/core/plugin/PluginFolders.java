package dev.gnomon.engine.core.plugin;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds the jars and the folders of jars in plugin folders. */
final class PluginFolders {

    private PluginFolders() {}

    /** The plugins of some folders: each once, those of a folder in the order of their names. */
    static Set<Path> places(List<Path> folders) throws IOException {
        Set<Path> places = new LinkedHashSet<>();
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                continue;
            }
            Set<Path> here = new TreeSet<>();
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, PluginFolders::isPlugin)) {
                for (Path entry : entries) {
                    here.add(entry.toRealPath());
                }
            }
            places.addAll(here);
        }
        return places;
    }

    private static boolean isPlugin(Path entry) {
        String name = entry.getFileName().toString();
        return !name.startsWith(".") && (Files.isDirectory(entry) || name.endsWith(".jar"));
    }
}
