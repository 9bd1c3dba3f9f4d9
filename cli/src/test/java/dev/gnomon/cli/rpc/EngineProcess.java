package dev.gnomon.cli.rpc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The schema engine in a process of its own, as a client has it. */
final class EngineProcess implements AutoCloseable {

    static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    EngineProcess(Path folder, List<String> options) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.gnomon.cli.Main",
                "schema-engine"));
        line.addAll(options);
        process = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Thread reader = new Thread(this::read, "engine's answers");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader answers =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                lines.add(line);
            }
        } catch (IOException ended) {
            lines.add("the engine's output broke: " + ended.getMessage());
        }
    }

    void send(String text) throws IOException {
        OutputStream input = process.getOutputStream();
        input.write(text.getBytes(StandardCharsets.UTF_8));
        input.flush();
    }

    /** The next line that the engine writes. */
    String answer() throws InterruptedException {
        String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (line == null) {
            throw new AssertionError("no answer; the engine is " + (process.isAlive() ? "alive" : "gone"));
        }
        return line;
    }

    /** Close both pipes, as the system does when the client is killed. */
    void loseClient() throws IOException {
        process.getInputStream().close();
        process.getOutputStream().close();
    }

    /** Stop listening and keep talking. */
    void stopListening() throws IOException {
        process.getInputStream().close();
    }

    void closeInput() throws IOException {
        process.getOutputStream().close();
    }

    /** Ask the process to end, as Ctrl-C does. */
    void interrupt() {
        process.destroy();
    }

    /** Wait for the process to end; give its status. */
    int status() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the engine did not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
