package dev.gnomon.engine.tck.fault;

import dev.gnomon.engine.tck.fault.WireProtocol.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A way to a server that counts the statements that pass, can be slow, can do something when a statement or a text
 * passes, and can be cut.
 */
public final class WireProxy implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    /** When something is done with a message on its way to the server. */
    private enum Moment {
        NEVER,
        BEFORE,
        CUT_BEFORE,
        CUT_AFTER,
        WITHOUT_ANSWER
    }

    /** What is done when a message passes for the first time. */
    private record Trap(Predicate<Passing> springs, Moment moment, Runnable action) {}

    /**
     * A message on its way to the server.
     *
     * @param number of the statement, from 1; 0: it is none
     */
    private record Passing(byte[] bytes, int from, int length, int number) {

        boolean holds(String text) {
            return new String(bytes, from, length, StandardCharsets.ISO_8859_1).contains(text);
        }
    }

    private final String host;
    private final int port;
    private final WireProtocol protocol;
    private final ServerSocket door;
    private final AtomicInteger statements = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Trap> trap = new AtomicReference<>();
    private volatile int latencyMilliseconds;
    private volatile int idleMilliseconds;

    private WireProxy(String host, int port, WireProtocol protocol, ServerSocket door) {
        this.host = host;
        this.port = port;
        this.protocol = protocol;
        this.door = door;
    }

    /** Open a way to a server whose statements need not be counted. */
    public static WireProxy to(String host, int port) {
        return to(host, port, WireProtocol.UNKNOWN);
    }

    /** Open a way to a server. */
    public static WireProxy to(String host, int port, WireProtocol protocol) {
        try {
            ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            WireProxy proxy = new WireProxy(host, port, protocol, door);
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

    /** How many statements have passed on all connections. */
    public int statements() {
        return statements.get();
    }

    /** Cut all connections when the n-th statement is about to pass: the server never gets it. */
    public void cutBefore(int statement) {
        trap.set(new Trap(passing -> passing.number() == statement, Moment.CUT_BEFORE, () -> {}));
    }

    /** Let the n-th statement pass, and then cut all connections: the client never gets the answer. */
    public void cutAfter(int statement) {
        trap.set(new Trap(passing -> passing.number() == statement, Moment.CUT_AFTER, () -> {}));
    }

    /** Let the n-th statement pass, keep back every answer on its connection, and do something. */
    public void runWithoutAnswerTo(int statement, Runnable action) {
        trap.set(new Trap(passing -> passing.number() == statement, Moment.WITHOUT_ANSWER, action));
    }

    /** Cut all connections when a text is about to pass: the server never gets it. */
    public void cutBefore(String text) {
        trap.set(new Trap(passing -> passing.holds(text), Moment.CUT_BEFORE, () -> {}));
    }

    /** Let a text pass, and then cut all connections: the client never gets the answer. */
    public void cutAfter(String text) {
        trap.set(new Trap(passing -> passing.holds(text), Moment.CUT_AFTER, () -> {}));
    }

    /** Do something when a text is about to pass, and let it pass then. */
    public void runBefore(String text, Runnable action) {
        trap.set(new Trap(passing -> passing.holds(text), Moment.BEFORE, action));
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
                AtomicBoolean silent = new AtomicBoolean();
                daemon(() -> pumpMessages(client, server, silent, lastPassed));
                daemon(() -> pumpAnswers(server, client, silent, lastPassed));
                if (idleMilliseconds > 0) {
                    daemon(() -> watch(client, server, lastPassed));
                }
            } catch (IOException closed) {
                // Either the proxy is closed, or the server is away, which the client will notice.
            }
        }
    }

    private void pumpAnswers(Socket server, Socket client, AtomicBoolean silent, long[] lastPassed) {
        byte[] buffer = new byte[BUFFER];
        try (server;
                client) {
            InputStream input = server.getInputStream();
            OutputStream output = client.getOutputStream();
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                delay(lastPassed);
                if (!silent.get()) {
                    output.write(buffer, 0, read);
                    output.flush();
                }
            }
        } catch (IOException | InterruptedException gone) {
            // The other half of the connection ends with this one.
        }
    }

    private void pumpMessages(Socket client, Socket server, AtomicBoolean silent, long[] lastPassed) {
        WireProtocol.Reader reader = protocol.reader();
        byte[] buffer = new byte[BUFFER];
        int held = 0;
        boolean cutAtEnd = false;
        try (client;
                server) {
            InputStream input = client.getInputStream();
            OutputStream output = server.getOutputStream();
            for (int read = input.read(buffer, held, buffer.length - held);
                    read >= 0;
                    read = input.read(buffer, held, buffer.length - held)) {
                delay(lastPassed);
                held += read;
                int from = 0;
                while (from < held) {
                    Message message = reader.next(buffer, from, held);
                    if (message.length() == 0) {
                        break;
                    }
                    int number = message.statement() ? statements.incrementAndGet() : 0;
                    Trap sprung = sprung(new Passing(buffer, from, message.length(), number));
                    Moment moment = sprung == null ? Moment.NEVER : sprung.moment();
                    if (moment == Moment.CUT_BEFORE) {
                        cut();
                        return;
                    }
                    if (sprung != null && moment == Moment.BEFORE) {
                        sprung.action().run();
                    }
                    if (moment == Moment.CUT_AFTER || moment == Moment.WITHOUT_ANSWER) {
                        silent.set(true);
                    }
                    cutAtEnd |= moment == Moment.CUT_AFTER;
                    output.write(buffer, from, message.length());
                    output.flush();
                    from += message.length();
                    if (cutAtEnd && message.endsRequest()) {
                        cut();
                        return;
                    }
                    if (sprung != null && moment == Moment.WITHOUT_ANSWER) {
                        sprung.action().run();
                    }
                }
                held -= from;
                System.arraycopy(buffer, from, buffer, 0, held);
                if (held == buffer.length) {
                    buffer = Arrays.copyOf(buffer, 2 * held);
                }
            }
        } catch (IOException | InterruptedException gone) {
            // The other half of the connection ends with this one.
        }
    }

    private void delay(long[] lastPassed) throws InterruptedException {
        lastPassed[0] = System.nanoTime();
        if (latencyMilliseconds > 0) {
            Thread.sleep(latencyMilliseconds);
        }
    }

    private @Nullable Trap sprung(Passing passing) {
        Trap set = trap.get();
        return set != null && set.springs().test(passing) && trap.compareAndSet(set, null) ? set : null;
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
