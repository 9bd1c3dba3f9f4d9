package dev.gnomon.engine.tck.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What a server's data lie on. */
interface ServerGround {

    /** The file system that temporary folders are on. */
    ServerGround ORDINARY = new ServerGround() {
        @Override
        public Path dataFolder(Path folder) {
            return folder.resolve("data");
        }

        @Override
        public void start(
                Path folder, int port, Map<String, String> environment, List<String> initialise, List<String> serve)
                throws IOException {
            Path log = folder.resolve("log");
            ServerFiles.run(log, folder, environment, initialise.toArray(String[]::new));
            ServerFiles.serve(log, port, environment, serve.toArray(String[]::new));
        }
    };

    /** The folder of the data of a server to which a temporary folder belongs. */
    Path dataFolder(Path folder);

    /** Run the command that makes the data folder, then the one that serves, until the JVM ends. */
    void start(Path folder, int port, Map<String, String> environment, List<String> initialise, List<String> serve)
            throws IOException;
}
