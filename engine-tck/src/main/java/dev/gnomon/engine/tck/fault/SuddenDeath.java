package dev.gnomon.engine.tck.fault;

import java.io.IOException;

/** The end of this process by {@code kill -9}, with no shutdown hook and no {@code finally}. */
final class SuddenDeath {

    private static final long PATIENCE_MILLISECONDS = 60_000;

    private SuddenDeath() {}

    /** Die, and do nothing until then. */
    static void now() {
        try {
            new ProcessBuilder(
                            "kill", "-9", String.valueOf(ProcessHandle.current().pid()))
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException unable) {
            Runtime.getRuntime().halt(FaultyProcess.KILLED);
        }
        await();
    }

    /** Do nothing more: somebody is on the way. */
    static void await() {
        try {
            Thread.sleep(PATIENCE_MILLISECONDS);
        } catch (InterruptedException unable) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(FaultyProcess.KILLED);
    }
}
