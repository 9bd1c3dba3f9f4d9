package dev.gnomon.engine.tck.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A way to a server that can be slow, can do something when a text passes, and can be cut. */
public final class WireProxy implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    /** What is done when a text passes for the first time, on its way to the server. */
    private record Trap(String text, boolean cutBefore, boolean cutAfter, Runnable action) {}

    private final String host;
    private final int port;
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Trap> trap = new AtomicReference<>();
    private volatile int latencyMilliseconds;
    private volatile int idleMilliseconds;

    private WireProxy(String host, int port, ServerSocket door) {
        this.host = host;
        this.port = port;
        this.door = door;
    }

    /** Open a way to a server. */
    public static WireProxy to(String host, int port) {
        try {
            ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            WireProxy proxy = new WireProxy(host, port, door);
            daemon(proxy::accept);
            return proxy;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The port of the way's beginning, on {@code 127.0.0.1}. */
    public int port() {
        return door.getLocalPort();
    }

    /** Cut all connections when a text is about to pass: the server never gets it. */
    public void cutBefore(String text) {
        trap.set(new Trap(text, true, false, () -> {}));
    }

    /** Let a text pass, and then cut all connections: the client never gets the answer. */
    public void cutAfter(String text) {
        trap.set(new Trap(text, false, true, () -> {}));
    }

    /** Do something when a text is about to pass, and let it pass then. */
    public void runBefore(String text, Runnable action) {
        trap.set(new Trap(text, false, false, action));
    }

    /** Hold everything up for so long. */
    public void latency(int milliseconds) {
        latencyMilliseconds = milliseconds;
    }

    /** Cut each connection on which nothing has passed for so long, as load balancers do. */
    public void cutIdle(int milliseconds) {
        idleMilliseconds = milliseconds;
    }

    /** Cut all connections, as a broken line does. */
    public void cut() {
        open.forEach(WireProxy::reset);
        open.clear();
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException ignored) {
            // It is closed as far as anybody can tell.
        }
        cut();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket server = new Socket(host, port);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                open.add(client);
                open.add(server);
                long[] lastPassed = {System.nanoTime()};
                daemon(() -> pump(client, server, true, lastPassed));
                daemon(() -> pump(server, client, false, lastPassed));
                if (idleMilliseconds > 0) {
                    daemon(() -> watch(client, server, lastPassed));
                }
            } catch (IOException closed) {
                // Either the proxy is closed, or the server is away, which the client will notice.
            }
        }
    }

    private void pump(Socket from, Socket to, boolean toServer, long[] lastPassed) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to) {
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                lastPassed[0] = System.nanoTime();
                if (latencyMilliseconds > 0) {
                    Thread.sleep(latencyMilliseconds);
                }
                Trap sprung = toServer ? sprung(new String(buffer, 0, read, StandardCharsets.ISO_8859_1)) : null;
                if (sprung != null) {
                    sprung.action().run();
                    if (sprung.cutBefore()) {
                        cut();
                        return;
                    }
                }
                output.write(buffer, 0, read);
                output.flush();
                if (sprung != null && sprung.cutAfter()) {
                    cut();
                    return;
                }
            }
        } catch (IOException | InterruptedException gone) {
            // The other half of the connection ends with this one.
        }
    }

    private @Nullable Trap sprung(String passing) {
        Trap set = trap.get();
        return set != null && passing.contains(set.text()) && trap.compareAndSet(set, null) ? set : null;
    }

    private void watch(Socket client, Socket server, long[] lastPassed) {
        while (!client.isClosed()) {
            if (System.nanoTime() - lastPassed[0] > idleMilliseconds * 1_000_000L) {
                reset(client);
                reset(server);
                return;
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException ended) {
                return;
            }
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (SocketException alreadyClosed) {
            // That is what was wanted.
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "wire-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
